namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>What is done to one batch by itself, beside the transforms that it shares with others.</summary>
internal sealed class SrCnnBatch
{
    private const double Anomalous = .35;
    private readonly SrCnnSettings settings;
    private readonly Bridge bridge;
    private readonly Bounds? bounds;
    private readonly bool[] alerts;
    private readonly double[] scores;
    private readonly double[] residual;
    private readonly double[] expected;
    private readonly double[] mended;
    private readonly double[] seasonless;
    private readonly double[] work;
    private bool bridged;

    public SrCnnBatch(int points, SrCnnSettings settings)
    {
        this.settings = settings;
        bridge = new Bridge(points);
        seasonless = settings.Period == 0 ? [] : new double[points];
        work = settings.Period == 0 ? [] : new double[Season.WorkLength(points, settings.Period)];
        var bounded = settings.Mode == SrCnnMode.AnomalyOnly ? 0 : points;
        alerts = new bool[bounded];
        scores = new double[bounded];
        residual = new double[bounded];
        expected = new double[bounded];
        mended = new double[settings.Period == 0 ? bounded : 0];
        bounds = settings.Mode == SrCnnMode.AnomalyAndMargin ? new Bounds(points, settings) : null;
    }

    /// <summary>What each value should have been.</summary>
    public Span<double> Expected => expected;

    /// <summary>Takes the values in; true when they had to be bridged.</summary>
    public bool Enter(ReadOnlySpan<double> values, bool fine)
    {
        bridged = !fine;
        if (bridged) bridge.Over(values);
        return bridged;
    }

    /// <summary>The values, bridged where they had to be.</summary>
    public ReadOnlySpan<double> Series(ReadOnlySpan<double> values) => bridged ? bridge.Series : values;

    /// <summary>The values without their season.</summary>
    public ReadOnlySpan<double> WithoutSeason(ReadOnlySpan<double> values)
    {
        var whole = Season.TakeOut(Series(values), settings.Period, settings.Deseasonality, seasonless, work);
        if (!whole && settings.MLNetCompatible) throw new InvalidOperationException("input data structure cannot be 0-length: lowess");
        return seasonless;
    }

    /// <summary>The value whose distance from the mean is judged.</summary>
    public double Judged(ReadOnlySpan<double> values, int i) => settings.Period == 0 ? Series(values)[i] : seasonless[i];

    /// <summary>Takes in what the spectral residual says of a point.</summary>
    public void Take(int i, bool alert, double score, double residualReal) => (alerts[i], scores[i], residual[i]) = (alert, score, residualReal);

    /// <summary>The values with those that stand out put onto a line through their neighbours.</summary>
    public ReadOnlySpan<double> WithoutAnomalies(ReadOnlySpan<double> values)
    {
        NeighbourLine.Mend(Series(values), scores, Anomalous, settings.MLNetCompatible, mended);
        return mended;
    }

    /// <summary>Completes the rows, which hold the saliency.</summary>
    public void Finish(ReadOnlySpan<double> values, Span<SrCnnRow> rows)
    {
        var series = Series(values);
        if (settings.Period > 0)
            for (var i = 0; i < series.Length; i++) expected[i] = series[i] - seasonless[i];
        bounds?.Centre(expected);
        Clip(series);
        if (bounds is null)
            for (var i = 0; i < rows.Length; i++) rows[i] = rows[i] with { Alert = alerts[i], Score = scores[i], Expected = expected[i] };
        else bounds.Judge(series, alerts, expected, residual, rows);
        Omit(rows);
    }

    /// <summary>Leaves no score to values that were bridged.</summary>
    public void Omit(Span<SrCnnRow> rows)
    {
        if (bridged) bridge.Omit(rows);
    }

    // A series that is nowhere below zero is not expected there either, and likewise above.
    private void Clip(ReadOnlySpan<double> series)
    {
        var (least, most) = (double.MaxValue, double.MinValue);
        foreach (var x in series) (least, most) = (x < least ? x : least, x > most ? x : most);
        foreach (ref var e in expected.AsSpan())
            if (least >= 0 && e < 0 || most <= 0 && e > 0) e = 0;
    }
}
