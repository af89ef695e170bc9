using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>
/// Writes <c>report.html</c>: one page that needs nothing but itself and reads without script. What was caught, missed and false comes first, then how the figures
/// trade against each other, the streams, and a chart for each. Nothing in it depends on the clock or the machine.
/// </summary>
internal sealed class ReportPage
{
    private const int MostOpen = 24;

    private readonly StreamWriter page;

    private ReportPage(StreamWriter page) => this.page = page;

    /// <summary>Writes the page.</summary>
    public static void Write(Stream to, PageTitle title, BacktestResult result, Judged judged)
    {
        var isHeld = judged.Scoring is not null;
        using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var told = Ordered(Telling.Of(judged.Streams, result.Measures.Labels is { } held ? new LabelMeasuresOf(held) : null, judged.Incidents));
        var ids = told.Select((stream, i) => (stream.Name, Id: $"s{i}")).ToDictionary(one => one.Name, one => one.Id, StringComparer.Ordinal);
        var loud = told.Where(stream => !stream.IsQuiet).ToArray();
        var report = new ReportPage(writer);
        report.Begin(title, result, told);
        writer.Write(new Headline(result, told).Draw());
        if (result.LearntUntil is { } until) writer.Write($"<p class=\"soft\">The model has learnt until {Html.Time(until)}: {Html.Count(result.LeftOut, "window")} before it {(result.LeftOut == 1 ? "is" : "are")} left out of every figure.</p>");
        if (result.LabelsElsewhere > 0) writer.Write($"<p class=\"soft\">{Html.Count(result.LabelsElsewhere, "label")} lie in no stream’s time{(result.LearntUntil is null ? "" : ", or before the end of what was learnt,")} and count nowhere.</p>");
        report.Key(isHeld);
        writer.Write(Timeline.Draw(loud, ids));
        writer.Write(new FindingTables(loud, ids).Draw(isHeld));
        writer.Write(ComparisonTable.Draw(result.Comparison));
        writer.Write($"<h2>How far to trust it</h2><div class=\"pair\">{TradeOff.Draw(result)}{CalibrationPlot.Draw(result)}</div>");
        writer.Write(ThresholdTable.Draw(result.Curve));
        writer.Write(StreamsTable.Draw(told, ids, result.Measures.ByStream.ToDictionary(one => one.Stream, StringComparer.Ordinal), isHeld));
        report.Charts(told, ids, isHeld);
        writer.Write($"<script>{PageAssets.Script()}</script></body></html>\n");
    }

    /// <summary>Streams with misses first, then those with false alarms, then those with labels, then the quiet ones.</summary>
    private static ToldStream[] Ordered(IReadOnlyList<ToldStream> streams) =>
    [
        .. streams.OrderByDescending(stream => stream.Missed).ThenBy(stream => stream.IsQuiet).ThenByDescending(stream => stream.Counting > 0)
            .ThenByDescending(stream => stream.Unfounded).ThenByDescending(stream => stream.Incidents.Count)
    ];

    private void Begin(PageTitle title, BacktestResult result, IReadOnlyList<ToldStream> told)
    {
        var input = Html.Escape(title.Input);
        page.Write("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Write($"<title>Backtest of {input}</title><style>{PageAssets.Style()}</style></head><body>");
        var held = told.Where(stream => stream.Result.Rows > 0).ToArray();
        var times = held.Length == 0 ? "" : $", {Html.Time(held.Min(stream => stream.Result.Chart.First))} to {Html.Time(held.Max(stream => stream.Result.Chart.End))}";
        page.Write($"<h1>Backtest of {input}</h1><p class=\"soft\">detector {Html.Escape(result.Detector)}, pipeline {Html.Escape(title.Pipeline)}; {Html.Count(result.Streams, "stream")}, {Html.Count(result.Points, "window")}{times}; all times are UTC</p>");
    }

    private void Key(bool judged)
    {
        page.Write("<ul class=\"key\">");
        if (judged)
        {
            page.Write("<li><i class=\"alarm right\"></i>alarm about a label</li><li><i class=\"alarm wrong\"></i>false alarm</li><li><i class=\"alarm aside\"></i>alarm at a label of low certainty</li>");
            page.Write("<li><u class=\"caught\"></u>label caught</li><li><u class=\"missed\"></u>label missed</li><li><u class=\"low\"></u>label of low certainty</li>");
        }
        else page.Write("<li><i class=\"alarm\"></i>alarm</li>");
        page.Write("</ul>");
    }

    private void Charts(ToldStream[] told, Dictionary<string, string> ids, bool judged)
    {
        page.Write("<h2>Charts</h2><ul class=\"key\"><li><u class=\"observed\"></u>observed, least to largest</li><li><u class=\"band\"></u>expected, and the central 99 %</li>");
        if (judged) page.Write("<li><u class=\"label\"></u>labelled outage</li><li><u class=\"unsure\"></u>it began in here</li>");
        page.Write("<li><u class=\"detection\"></u>detection</li><li><u class=\"minor\"></u><u class=\"major\"></u><u class=\"critical\"></u>incident: minor, major, critical</li><li><u class=\"dismissed\"></u>dismissed</li></ul>");
        page.Write("<p class=\"soft scripted\">Drag across a chart to zoom in, double-click for the whole; while a chart is chosen: wheel, + and −, arrow keys, n and p for the next and previous alarm. Hover, or tap, for the values of a window. Single windows are kept around alarms and the starts of labels; a pale box elsewhere is the least to the largest of its time.</p>");
        var open = told.Where((stream, i) => !stream.IsQuiet && i < MostOpen).Count();
        var quiet = told.Count(stream => stream.IsQuiet);
        var sizes = ChartSizes.Of(told.Length - quiet, quiet);
        for (var i = 0; i < told.Length; i++)
        {
            if (i == open && i < told.Length) page.Write($"<details><summary>{told.Length - open} more streams{(told.Skip(open).All(stream => stream.IsQuiet) ? ", without label or alarm" : "")}</summary>");
            if (told[i].Result.Rows > 0) page.Write(new ChartFigure(told[i], ids[told[i].Name], sizes).Draw());
        }

        if (open < told.Length) page.Write("</details>");
    }
}
