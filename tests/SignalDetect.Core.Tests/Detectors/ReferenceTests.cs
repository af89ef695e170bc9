using SignalDetect.Core.Detectors;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class ReferenceTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void StreamDetector_MadeSeries_SaysWhatTheReferenceSays()
    {
        var preset = JudgedSeries.Reference();
        var all = JudgedSeries.All().ToArray();
        Assert.Equal(10, all.Length);
        foreach (var series in all)
        {
            var worst = new double[5];
            var judged = JudgedSeries.Judge(new StreamDetector(preset, series.Step), series.Rows.Select(row => (row.Time, row.Value))).ToArray();
            for (var i = 0; i < judged.Length; i++) Compare(series.Rows[i], judged[i], worst, $"{series.Name}, row {i}");
            output.WriteLine($"{series.Name}: expected {worst[0]:E1}, lower {worst[1]:E1}, upper {worst[2]:E1}, score {worst[3]:E1}, p-value {worst[4]:E1}");
        }
    }

    private static void Compare(in ReferenceRow want, in StreamJudgement got, double[] worst, string where)
    {
        Assert.True(want.Alert == got.Raised, $"{where}: raised {got.Raised}, reference {want.Alert}");
        var least = 1e-3 * Math.Abs(want.Upper);
        Close(want.Expected, got.Expected, least, ref worst[0], $"{where}: expected");
        Close(want.Lower, got.Lower, least, ref worst[1], $"{where}: lower");
        Close(want.Upper, got.Upper, least, ref worst[2], $"{where}: upper");
        Close(want.Score, got.Score, 1e-3, ref worst[3], $"{where}: score");
        Close(want.PValue, got.PValue, 0, ref worst[4], $"{where}: p-value");
    }

    // Relative to the wanted figure; one that is nearly nothing beside the others (a lower end near 0, a score without news) is held to their measure.
    private static void Close(double want, double got, double least, ref double worst, string what)
    {
        if (double.IsNaN(want) && (double.IsNaN(got) || got == 0)) return;   // the reference leaves nothing where nothing is known
        var off = want == got ? 0 : Math.Abs(got - want) / Math.Max(Math.Abs(want), least);
        Assert.True(off <= Tolerance, $"{what} {got:R}, reference {want:R}");
        worst = Math.Max(worst, off);
    }
}
