using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>How far a label that was missed came.</summary>
internal enum MissReason : byte
{
    /// <summary>The score stayed below the least threshold that is tried.</summary>
    Unseen,

    /// <summary>The score rose, and no alert was raised.</summary>
    Weak,

    /// <summary>An incident was suspected in it and not confirmed.</summary>
    Unconfirmed,

    /// <summary>An incident was open when it began.</summary>
    Covered,
}

/// <summary>Why a label was missed.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Why">The same in words, safe for the page.</param>
internal readonly record struct MissedLabel(MissReason Reason, string Why)
{
    /// <summary>Finds out why.</summary>
    public static MissedLabel Of(ToldStream stream, Label label)
    {
        var window = stream.Result.StepSeconds * 1000L;
        var best = stream.Result.Strong.Where(row => label.Meets(row.Start, window)).Select(row => row.Score).DefaultIfEmpty(0).Max();
        var open = stream.Incidents.FirstOrDefault(row => row.DetectedAt <= label.Over && (row.ResolvedAt ?? long.MaxValue) >= label.StartEarliest && row.State != "dismissed");
        var suspected = stream.Incidents.FirstOrDefault(row => row.ConfirmedAt is null && row.DetectedAt >= label.StartEarliest && row.DetectedAt <= label.Over);
        var seen = Strongest(stream.Result.Chart, label);
        if (open is not null && open.DetectedAt < label.StartEarliest)
            return new MissedLabel(MissReason.Covered, $"an incident was already open, since {Html.Time(open.DetectedAt)}{seen}");
        if (suspected is not null) return new MissedLabel(MissReason.Unconfirmed, $"suspected at {Html.Time(suspected.DetectedAt)} and not confirmed, score {Html.Figure(best, "0.00")}{seen}");
        return best > 0
            ? new MissedLabel(MissReason.Weak, $"the score came up to {Html.Figure(best, "0.00")}, and no alert was raised{seen}")
            : new MissedLabel(MissReason.Unseen, $"the score stayed below {Html.Figure(StreamResult.LeastThreshold, "0.0")}{seen}");
    }

    /// <summary>The window in it that stood out most, as far as single windows are kept.</summary>
    private static string Strongest(Chart chart, Label label)
    {
        var rows = chart.RowsEach > 1 ? chart.Detail : [.. Enumerable.Range(0, chart.Buckets).Where(i => chart.Judged[i] == 1).Select(i => Row(chart, i))];
        var known = rows.Where(row => label.Meets(row.Time, chart.WindowMs) && float.IsFinite(row.Expected)).ToArray();
        if (known.Length == 0) return "";
        var row = known.MinBy(row => row.PValue);
        return $"; its strongest window: {Scale.Text(row.Value)} at {Html.Time(row.Time)}, expected {Scale.Text(row.Expected)} ({Scale.Text(row.Lower)} to {Scale.Text(row.Upper)})";
    }

    private static ChartRow Row(Chart chart, int i) =>
        new(chart.Times[i], chart.Largest[i], chart.Expected[i], chart.Lower[i], chart.Upper[i], chart.Score[i], chart.PValue[i]);
}
