using SignalDetect.Core.Detectors;
using SignalDetect.Core.Tests.Detectors;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Scenarios;

public sealed class PromiseTests(ITestOutputHelper output)
{
    private const int Seed = 20260114;
    private const int Warm = 4_000;
    private static readonly double[] Rates = [.02, .1, .5, 3, 30, 300, 1000];
    private static readonly double[] Sizes = [double.PositiveInfinity, 10];
    private static readonly double[] Shares = [1e-1, 1e-2, 1e-3, 1e-4];

    // Ten million windows with ./test --long: 14 kinds of stream with a day and a week in them, of which a sample of three weeks each runs otherwise.
    [Fact]
    public void PValue_QuietWindows_AreNeverSmallMoreThanTwiceAsOftenAsPromised()
    {
        var isWhole = Environment.GetEnvironmentVariable("SIGNALDETECT_LONG") == "1";
        var windows = isWhole ? 715_000 : 20_000;
        var all = new long[Shares.Length];
        foreach (var rate in Rates)
            foreach (var size in Sizes)
            {
                var small = Small(rate, size, windows);
                for (var i = 0; i < Shares.Length; i++) all[i] += small[i];
                output.WriteLine($"rate {rate}, size {size}: {string.Join(", ", Shares.Select((share, i) => $"{small[i] / (share * windows):F2} times {share}"))}");
                if (isWhole) Check(small, windows, $"rate {rate}, size {size}");
            }

        var judged = (long)windows * Rates.Length * Sizes.Length;
        output.WriteLine($"all {judged}: {string.Join(", ", Shares.Select((share, i) => $"{all[i] / (share * judged):F2} times {share}"))}");
        Check(all, judged, "all");
    }

    // Twice the promise, and three standard deviations of so few as twice the promise are.
    private static void Check(long[] small, long judged, string what)
    {
        for (var i = 0; i < Shares.Length; i++)
        {
            var most = 2 * Shares[i] * judged;
            Assert.True(small[i] <= most + 3 * Math.Sqrt(most), $"seed {Seed}, {what}: {small[i]} of {judged} windows with p <= {Shares[i]}");
        }
    }

    private static long[] Small(double rate, double size, int windows)
    {
        var preset = Preset.Load(Repository.File("models/presets/default.json")) with { Witnesses = [] };
        var (stream, random, small) = (new MadeStream(new StreamDetector(preset, 300)), new Random(Seed), new long[Shares.Length]);
        for (var i = 0; i < Warm + windows; i++)
        {
            var day = stream.Time % 86400 / 86400.0;
            var isWeekend = stream.Time / 86400 % 7 is 2 or 3;
            var judged = stream.Next(MadeStream.Count(random, rate * (1 + .7 * Math.Sin(2 * Math.PI * day)) * (isWeekend ? .7 : 1.1), size));
            if (i < Warm) continue;
            for (var j = 0; j < Shares.Length; j++)
                if (judged.PValue <= Shares[j]) small[j]++;
        }

        return small;
    }
}
