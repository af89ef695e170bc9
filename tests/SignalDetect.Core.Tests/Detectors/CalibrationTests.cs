using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const int Seed = 20260114;
    private const int Windows = 30_000;
    private const int Warm = 2_000;

    [Fact]
    public void PValue_QuietCountsOfAnyRateAndDispersion_HoldWhatTheyPromise()
    {
        var (hundredths, thousandths, judged, alarms) = (0, 0, 0, 0);
        foreach (var rate in (double[])[.02, .1, .5, 3, 30, 300])
            foreach (var size in (double[])[double.PositiveInfinity, 10])
            {
                var (hundredth, thousandth, raised) = Small(rate, size);
                output.WriteLine($"rate {rate}, size {size}: p <= 0.01 {hundredth / (.01 * (Windows - Warm)):F2} times, p <= 0.001 {thousandth / (.001 * (Windows - Warm)):F2} times, alarms {raised}");
                Assert.InRange(hundredth / (.01 * (Windows - Warm)), 0, 2);
                hundredths += hundredth;
                thousandths += thousandth;
                alarms += raised;
                judged += Windows - Warm;
            }

        output.WriteLine($"all {judged}: {hundredths / (.01 * judged):F2}, {thousandths / (.001 * judged):F2}, alarms a week {alarms / (judged * 300.0 / 604800):F2}");
        Assert.InRange(hundredths / (.01 * judged), .5, 2);
        Assert.InRange(thousandths / (.001 * judged), .5, 2);
        Assert.InRange(alarms / (judged * 300.0 / 604800), 0, 1);
    }

    private static (int Hundredth, int Thousandth, int Raised) Small(double rate, double size)
    {
        var (stream, random) = (new MadeStream(MadeStream.Detector(300)), new Random(Seed));
        var (hundredth, thousandth, raised) = (0, 0, 0);
        for (var i = 0; i < Windows; i++)
        {
            var hour = (stream.Time % 86400) / 3600.0;
            var judged = stream.Next(MadeStream.Count(random, rate * (1 + .7 * Math.Sin(hour / 12 * Math.PI)), size));
            if (i < Warm) continue;
            if (judged.PValue <= .01) hundredth++;
            if (judged.PValue <= .001) thousandth++;
            if (judged.Raised) raised++;
        }

        return (hundredth, thousandth, raised);
    }
}
