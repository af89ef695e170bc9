using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Shards;

/// <summary>Sums by score in a shard's file: keys that rise, and what stands at each.</summary>
internal sealed record SumsPart(int[] Keys, double[] Sums)
{
    public static SumsPart Of(IReadOnlyDictionary<int, double> sums)
    {
        var keys = sums.Keys.Order().ToArray();
        return new SumsPart(keys, Array.ConvertAll(keys, key => sums[key]));
    }

    public IEnumerable<KeyValuePair<int, double>> Restored() => Keys.Select((key, i) => KeyValuePair.Create(key, Sums[i]));
}

/// <summary>A label's window in NAB's scoring.</summary>
internal sealed record NabWindowPart(long Rows, bool Scored, int[] Keys, long[] Places, long? FirstAlert)
{
    public static NabWindowPart Of(NabWindow window) =>
        new(window.Rows, window.Scored, [.. window.Records.Select(record => record.Key)], [.. window.Records.Select(record => record.Row)], window.FirstAlert);

    public NabWindow Restored() => new(Rows, Scored, [.. Keys.Select((key, i) => (key, Places[i]))], FirstAlert);
}

/// <summary>What NAB's scoring needs of a stream.</summary>
internal sealed record NabPart(IReadOnlyList<NabWindowPart> Windows, SumsPart Outside, double OutsideAlerts)
{
    public static NabPart Of(NabTally tally) => new([.. tally.Windows.Select(NabWindowPart.Of)], SumsPart.Of(tally.Outside), tally.OutsideAlerts);

    public NabTally Restored() => NabTally.Of(Windows.Select(window => window.Restored()), Outside.Restored(), OutsideAlerts);
}

/// <summary>What the point-adjusted F1 needs of a stream.</summary>
internal sealed record PointsPart(int Delay, long[] Rows, int[] Best, bool[] Alerted, SumsPart Outside, long OutsideAlerts)
{
    public static PointsPart Of(PointTally tally) => new(
        tally.Delay, [.. tally.Segments.Select(one => one.Rows)], [.. tally.Segments.Select(one => one.Best)], [.. tally.Segments.Select(one => one.Alerted)],
        SumsPart.Of(tally.Outside), tally.OutsideAlerts);

    public PointTally Restored() => PointTally.Of(Delay, Rows.Select((rows, i) => new Segment(rows, Best[i], Alerted[i])), Outside.Restored(), OutsideAlerts);
}
