namespace SignalDetect.Backtest.Report;

/// <summary>
/// The rows around alerts and around the starts of labels, one by one, for a look from near; at most a fixed number of them, so that it does not grow with the
/// stream. Labels have a share of their own, which alerts cannot use up.
/// </summary>
/// <param name="most">Rows kept for alerts at most, and as many again for labels.</param>
/// <param name="windowMs">The length of a window.</param>
/// <param name="starts">The earliest and the latest start of each label, Unix milliseconds.</param>
internal sealed class ChartDetail(int most, long windowMs, IReadOnlyList<(long Earliest, long Latest)> starts)
{
    private const int Before = 36;
    private const int After = 72;
    private const int AfterLabel = 144;

    private readonly List<ChartRow> rows = [];
    private readonly ChartRow[] recent = new ChartRow[Before];
    private readonly (long Earliest, long Latest)[] ahead = [.. starts.Order()];
    private int passed;
    private int held;
    private int next;
    private int follow;
    private int forAlerts;

    /// <summary>The rows in their order; runs of them, with nothing between the runs.</summary>
    public IReadOnlyList<ChartRow> Rows => rows;

    /// <summary>Of rows that were kept before.</summary>
    public static ChartDetail Of(long windowMs, IEnumerable<ChartRow> rows)
    {
        var detail = new ChartDetail(0, windowMs, []);
        detail.rows.AddRange(rows);
        return detail;
    }

    /// <summary>Takes a row.</summary>
    public void Add(in ChartRow row, bool alert)
    {
        var labelled = IsAtLabel(row.Time);
        if (alert && forAlerts < most)
        {
            follow = After;
            forAlerts += held + After;
            Flush();
        }

        if ((follow > 0 || labelled) && rows.Count < 2 * most)
        {
            follow = Math.Max(0, follow - 1);
            Flush();
            rows.Add(row);
            return;
        }

        recent[next] = row;
        next = (next + 1) % Before;
        held = Math.Min(held + 1, Before);
    }

    private void Flush()
    {
        for (var i = held; i > 0; i--) rows.Add(recent[(next - i + Before) % Before]);
        held = 0;
    }

    private bool IsAtLabel(long time)
    {
        while (passed < ahead.Length && ahead[passed].Latest + AfterLabel * windowMs < time) passed++;
        for (var i = passed; i < ahead.Length && ahead[i].Earliest - Before * windowMs <= time; i++)
            if (time <= ahead[i].Latest + AfterLabel * windowMs) return true;
        return false;
    }
}
