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
    private readonly double[] units;
    private readonly double[] sorted;

    public Bounds(int points, SrCnnSettings settings)
    {
        this.settings = settings;
        factor = Sensitivity.Factor(settings.Sensitivity);
        half = Math.Min(points / 3, WidestMedian) / 2;
        centres = new double[points];
        trend = new double[points];
        units = new double[points];
        sorted = new double[2 * half + 1];
    }

    /// <summary>Takes the expected values before they are clipped: without a season the bounds stand about those.</summary>
    public void Centre(ReadOnlySpan<double> expected) => expected.CopyTo(centres);

    /// <summary>Completes the rows.</summary>
    /// <param name="alerts">Of the saliency; afterwards only those that are out of bounds.</param>
    /// <param name="expected">Clipped to the values' side of zero.</param>
    /// <param name="residual">Real part of the spectral residual; ML.NET scores a value with a season by its distance from that.</param>
    public void Judge(ReadOnlySpan<double> series, Span<bool> alerts, ReadOnlySpan<double> expected, ReadOnlySpan<double> residual, Span<SrCnnRow> rows)
    {
        Units(series, alerts);
        var seasonal = settings.Period > 0;
        if (seasonal) expected.CopyTo(centres);
        for (var i = 0; i < alerts.Length; i++)
        {
            if (!alerts[i]) continue;
            rows[i] = rows[i] with { Score = Sensitivity.Score(series[i], centres[i], units[i]) };
            alerts[i] = Outside(series, i);
        }

        if (seasonal) Join(series, alerts);
        for (var i = 0; i < rows.Length; i++)
        {
            var score = !seasonal ? rows[i].Score : alerts[i] ? Sensitivity.Score(series[i], residual[i], units[i]) : 0;
            rows[i] = Row(alerts[i], score, rows[i].Magnitude, series[i], expected[i], i);
        }
    }

    private bool Outside(ReadOnlySpan<double> series, int i)
    {
        var margin = units[i] * factor;
        return series[i] < centres[i] - margin || series[i] > centres[i] + margin;
    }

    private void Units(ReadOnlySpan<double> series, ReadOnlySpan<bool> alerts)
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
            units[i] = quiet == 0 ? own : zero ? UnitForZero : (1 - Share) * (sum / quiet) + Share * own;
        }
    }

    // Two alerts within one run of values that are out of bounds make all between them alerts.
    private void Join(ReadOnlySpan<double> series, Span<bool> alerts)
    {
        var last = -1;
        for (var i = 0; i < alerts.Length; i++)
        {
            if (!Outside(series, i)) last = -1;
            else if (alerts[i])
            {
                if (last >= 0) alerts[last..i].Fill(true);
                last = i;
            }
        }
    }

    // What is no alert is expected to be near what it was.
    private SrCnnRow Row(bool alert, double score, double magnitude, double value, double expected, int i)
    {
        var (unit, centre) = (units[i], centres[i]);
        var margin = unit * factor;
        if (!alert)
        {
            var near = unit * quietFactor;
            expected = centre = expected < value - near ? value - near : expected > value + near ? value + near : expected;
        }

        return new SrCnnRow(alert, score, magnitude, expected, unit, centre + margin, centre - margin);
    }
}
