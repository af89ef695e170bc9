namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>SR-CNN's bounds about the expected values of a batch, and what they leave of its alerts.</summary>
internal sealed class Bounds
{
    private const int WidestMedian = 512;
    private const double CloseToZero = 1e-8;
    private const double UnitForZero = .3;
    private const double Share = .5;
    private const double QuietSensitivity = 93;
    private readonly SrCnnSettings settings;
    private readonly double factor;
    private readonly double quietFactor = Sensitivity.Factor(QuietSensitivity);
    private readonly int half;
    private readonly double[] centres;
    private readonly double[] trend;
    private readonly double[] sorted;

    public Bounds(int points, SrCnnSettings settings)
    {
        this.settings = settings;
        factor = Sensitivity.Factor(settings.Sensitivity);
        half = Math.Min(points / 3, WidestMedian) / 2;
        centres = new double[points];
        trend = new double[points];
        sorted = new double[2 * half + 1];
    }

    /// <summary>Takes the expected values before they are clipped: without a season the bounds stand about those.</summary>
    public void Centre(ReadOnlySpan<double> expected) => expected.CopyTo(centres);

    /// <summary>Completes the rows.</summary>
    /// <param name="expected">Clipped to the values' side of zero.</param>
    /// <param name="residual">Real part of the spectral residual; ML.NET scores a value with a season by its distance from that.</param>
    public void Judge(ReadOnlySpan<double> series, Span<bool> alerts, ReadOnlySpan<double> expected, ReadOnlySpan<double> residual, Span<SrCnnRow> rows)
    {
        Units(series, alerts, rows);
        var seasonal = settings.Period > 0;
        if (seasonal) expected.CopyTo(centres);
        for (var i = 0; i < rows.Length; i++)
        {
            ref var row = ref rows[i];
            var margin = row.Unit * factor;
            row = row with { Alert = alerts[i], Upper = centres[i] + margin, Lower = centres[i] - margin };
            if (!seasonal) row = row with { Score = Scored(row.Alert, series[i], centres[i], row.Unit) };
            if (row.Alert && !Outside(series[i], row)) row = row with { Alert = false };
        }

        if (seasonal) Join(series, rows);
        for (var i = 0; i < rows.Length; i++)
        {
            if (seasonal) rows[i] = rows[i] with { Score = Scored(rows[i].Alert, series[i], residual[i], rows[i].Unit) };
            Settle(series[i], expected[i], ref rows[i]);
        }
    }

    private static double Scored(bool alert, double value, double expected, double unit) => alert ? Sensitivity.Score(value, expected, unit) : 0;

    private static bool Outside(double value, in SrCnnRow row) => value < row.Lower || value > row.Upper;

    private void Units(ReadOnlySpan<double> series, ReadOnlySpan<bool> alerts, Span<SrCnnRow> rows)
    {
        if (settings.MLNetCompatible && series.IndexOf(double.NaN) >= 0) throw new InvalidOperationException("margins of a series with a NaN: ML.NET fails in its median filter");
        RollingMedian.Of(series, half, trend, sorted);
        var (sum, quiet, zero) = (0.0, 0, true);
        for (var i = 0; i < trend.Length; i++)
        {
            if (alerts[i]) continue;
            sum += Math.Abs(trend[i]);
            quiet++;
            zero &= (settings.MLNetCompatible ? trend[i] : Math.Abs(trend[i])) < CloseToZero;
        }

        for (var i = 0; i < trend.Length; i++)
        {
            var own = Math.Abs(trend[i]);
            rows[i] = rows[i] with { Unit = quiet == 0 ? own : zero ? UnitForZero : (1 - Share) * (sum / quiet) + Share * own };
        }
    }

    // Two alerts within one run of values that are out of bounds make all between them alerts.
    private static void Join(ReadOnlySpan<double> series, Span<SrCnnRow> rows)
    {
        var last = -1;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!Outside(series[i], rows[i])) last = -1;
            else if (rows[i].Alert)
            {
                for (var j = last + 1; last >= 0 && j < i; j++) rows[j] = rows[j] with { Alert = true };
                last = i;
            }
        }
    }

    // What is no alert is expected to be near what it was.
    private void Settle(double value, double expected, ref SrCnnRow row)
    {
        if (row.Alert)
        {
            row = row with { Expected = expected };
            return;
        }

        var near = row.Unit * quietFactor;
        expected = expected < value - near ? value - near : expected > value + near ? value + near : expected;
        var margin = row.Unit * factor;
        row = row with { Expected = expected, Upper = expected + margin, Lower = expected - margin };
    }
}
