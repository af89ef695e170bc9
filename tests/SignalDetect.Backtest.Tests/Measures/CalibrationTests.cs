using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Tests.Measures;

public sealed class CalibrationTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void Shares_QuietWindows_AreCountedOutsideLabelsAlone()
    {
        // Hours 0 to 99; a label of hours 50 to 60 takes hours 47 to 66 away, one of low certainty from 88, at the earliest 86, to 90 takes hours 83 to 96.
        var tally = new QuietTally(
        [
            new Label("a", 50 * Hour, 60 * Hour, 50 * Hour, 50 * Hour), new Label("a", 88 * Hour, 90 * Hour, 86 * Hour, 88 * Hour, null, Certainty.Low),
        ]);
        for (var hour = 0; hour < 100; hour++)
            tally.Add(hour * Hour, hour switch { 5 => 1e-3, 6 => 0.1, 7 => 0.100001, 8 => double.NaN, 47 or 66 or 83 or 96 => 1e-9, 46 => 1e-5, _ => 0.5 });
        var calibration = Calibration.Of([tally]);

        Assert.Equal(100 - 1 - 20 - 14, calibration.Windows);
        Assert.Equal((3, 2, 2, 1), (At(1e-1), At(1e-2), At(1e-3), At(1e-5)));
        Assert.Equal(2 / 65.0 / 1e-3, calibration.Levels.Single(level => level.Level == 1e-3).Ratio!.Value, 9);

        long At(double level) => calibration.Levels.Single(one => one.Level == level).Windows;
    }

    [Fact]
    public void Shares_WithoutWindows_AreNone()
    {
        var calibration = Calibration.Of([]);

        Assert.Equal(0, calibration.Windows);
        Assert.All(calibration.Levels, level => Assert.Null(level.Share));
    }
}
