namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>A batch whose values are not all finite numbers, or so large that their squares overflow, made fit for a transform.</summary>
internal sealed class Bridge(int points)
{
    private const double Large = 1e130;
    private readonly double[] series = new double[points];
    private readonly bool[] gaps = new bool[points];
    private double scale;

    /// <summary>The values, to a scale, with a line over each gap; at an end the nearest value, and 0 where there is none.</summary>
    public ReadOnlySpan<double> Series => series;

    /// <summary>Bridges the values.</summary>
    public void Over(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var x in values)
            if (double.IsFinite(x)) largest = Math.Max(largest, Math.Abs(x));
        scale = largest > Large ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
        var before = -1;
        for (var i = 0; i < values.Length; i++)
        {
            gaps[i] = !double.IsFinite(values[i]);
            if (gaps[i]) continue;
            series[i] = values[i] / scale;
            Fill(before, i);
            before = i;
        }

        series.AsSpan(before + 1).Fill(before < 0 ? 0 : series[before]);
    }

    /// <summary>Takes score and alert from the rows of gaps, and gives all their size back.</summary>
    public void Omit(Span<SrCnnRow> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            ref var row = ref rows[i];
            row = row with { Expected = row.Expected * scale, Unit = row.Unit * scale, Upper = row.Upper * scale, Lower = row.Lower * scale };
            if (gaps[i]) row = row with { Alert = false, Score = double.NaN, Magnitude = double.NaN };
        }
    }

    private void Fill(int before, int after)
    {
        for (var i = before + 1; i < after; i++)
            series[i] = before < 0 ? series[after] : series[before] + (series[after] - series[before]) * (i - before) / (after - before);
    }
}
