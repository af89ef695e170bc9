namespace SignalDetect.Core.Incidents;

/// <summary>
/// What an incident that lasts teaches beside the baseline: how much the windows of each of its days show, as a ratio to what is expected. After four days of
/// which the last three are alike it is no outage any more but a new level.
/// </summary>
internal sealed class NewLevel
{
    private const long Day = 86_400_000;
    private const int Days = 4;

    // Days are alike that lie within this ratio of each other, and another level is further off than that.
    private const double Alike = 1.25;

    private readonly double[] ratios = new double[Days - 1];
    private long ends;
    private int days;
    private double value;
    private double expected;

    /// <summary>The new level as a ratio to the old, once it is known.</summary>
    public double? Ratio { get; private set; }

    /// <summary>What the incident's day so far shows, as a ratio to what is expected.</summary>
    public double SoFar => (value + 1) / (expected + 1);

    /// <summary>An incident is confirmed: its days begin.</summary>
    public void Begin(long at)
    {
        (ends, days, value, expected, Ratio) = (at + Day, 0, 0, 0, null);
        Array.Clear(ratios);
    }

    /// <summary>Takes a window of the incident that was judged at its end; the expectation must not have learnt from the incident.</summary>
    /// <returns>True in the window in which a new level is known.</returns>
    public bool Take(in JudgedWindow window)
    {
        if (!window.IsCounts || Ratio is not null) return false;
        value += window.Value;
        expected += window.Judgement.Expected;
        if (window.At < ends) return false;
        ratios[days++ % ratios.Length] = (value + 1) / (expected + 1);
        (ends, value, expected) = (ends + Day, 0, 0);
        if (days < Days) return false;
        var (least, most) = (ratios.Min(), ratios.Max());
        if (most > Alike * least || (most > 1 / Alike && least < Alike)) return false;
        Ratio = ratios.Average();
        return true;
    }

    public void Save(BinaryWriter to)
    {
        foreach (var ratio in ratios) to.Write(ratio);
        to.Write(ends);
        to.Write(days);
        to.Write(value);
        to.Write(expected);
    }

    public void Load(BinaryReader from)
    {
        for (var i = 0; i < ratios.Length; i++) ratios[i] = from.ReadDouble();
        (ends, days, value, expected) = (from.ReadInt64(), from.ReadInt32(), from.ReadDouble(), from.ReadDouble());
    }
}
