using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>
/// Draws one stream: what was observed and expected, labels behind, alarms above, detections and incidents below. It reads without script; marks carry their times
/// in seconds (<c>data-x</c>) for the script that zooms.
/// </summary>
/// <param name="told">The stream with all that is told of it.</param>
/// <param name="id">The figure's id.</param>
/// <param name="sizes">How much of it is written.</param>
internal sealed class ChartFigure(ToldStream told, string id, ChartSizes sizes)
{
    private const int Height = 164;
    private const int LaneTop = 154;
    private const int LaneHeight = 8;
    private const int MostColumns = 400;
    private const int MostDetections = 400;

    private readonly StringBuilder html = new();
    private readonly Chart chart = told.Result.Chart.Thinned(told.IsQuiet ? sizes.Quiet : sizes.Told);

    /// <summary>The figure.</summary>
    public string Draw()
    {
        var name = Html.Escape(told.Name);
        var course = new Course(chart, MostColumns);
        html.Append(CultureInfo.InvariantCulture, $"<figure id=\"{id}\"{ChartData.Of(chart, sizes.Rows)}>");
        html.Append(CultureInfo.InvariantCulture, $"<header><h3>{name}</h3><span>{told.Summary()}</span></header><div class=\"plot\">");
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Course.Width} {Height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{name}: {told.Summary()}\">");
        foreach (var label in told.Labels) Label(label);
        Grid(course.Scale);
        html.Append(course.Paths());
        foreach (var incident in told.Incidents) Incident(incident);
        Detections();
        html.Append("</svg>");
        foreach (var alarm in told.Alarms) Alarm(alarm);
        Marks(course.Scale);
        html.Append("</div></figure>\n");
        return html.ToString();
    }

    private void Label(LabelFinding found)
    {
        var label = found.Label;
        var name = !label.Counts ? "label low" : found.AlertedAt is null ? "label missed" : "label";
        var title = $"labelled outage {Html.Time(label.Start)} to {Html.Time(label.End)}{(found.AlertedAt is null ? ", missed" : $", caught at {Html.Time(found.AlertedAt.Value)}")}"
            + $"{(label.Counts ? "" : ", low certainty")}{(label.Source is { } source ? $"; source {source}" : "")}";
        Bar(name, label.Start, label.Over, Course.Top, Course.Bottom - Course.Top, title);
        if (label.StartEarliest >= label.StartLatest) return;
        Bar("unsure", label.StartEarliest, label.StartLatest, Course.Top, Course.Bottom - Course.Top, $"it began between {Html.Time(label.StartEarliest)} and {Html.Time(label.StartLatest)}");
    }

    private void Grid(Scale scale)
    {
        html.Append("<g class=\"grid\">");
        foreach (var mark in Heights(scale)) html.Append(CultureInfo.InvariantCulture, $"<path d=\"M0 {scale.Y(mark):0.#}h{Course.Width}\"/>");
        html.Append("</g>");
    }

    private void Incident(IncidentRow row)
    {
        var dismissed = row.State == "dismissed";
        Bar(dismissed ? "dismissed" : row.Severity, row.StartedAt, row.ResolvedAt ?? (dismissed ? row.DetectedAt : chart.End), LaneTop, LaneHeight,
            $"incident {row.State}, {row.Severity}: started {Html.Time(row.StartedAt)}, detected {Html.Time(row.DetectedAt)}, peak {Scale.Text(row.PeakRate)} a minute, expected {Scale.Text(row.ExpectedRate)}");
    }

    /// <summary>A tick for each window with a detection, so many at most; those of streams of the service too.</summary>
    private void Detections()
    {
        var windows = told.Detections.Where(row => row.Kind != "recovery").GroupBy(row => row.WindowStart).Take(MostDetections);
        foreach (var window in windows)
        {
            var x = Course.X(chart, window.Key);
            var by = string.Join(", ", window.Select(row => row.Detector).Distinct());
            html.Append(CultureInfo.InvariantCulture, $"<path class=\"detection\" data-x=\"{Seconds(window.Key)}\" d=\"M{x:0.#} {Course.Bottom}v6\"><title>detection {Html.Time(window.Key)}: {Html.Escape(by)}</title></path>");
        }
    }

    private void Alarm(ToldAlarm alarm)
    {
        var name = alarm.Verdict switch { null => "", AlarmVerdict.Right => " right", AlarmVerdict.False => " wrong", _ => " aside" };
        html.Append(CultureInfo.InvariantCulture, $"<i class=\"alarm{name}\" data-x=\"{Seconds(alarm.Start)}\" style=\"left:{Course.X(chart, alarm.Start) / 10:0.##}%\" title=\"{Html.Escape($"{alarm.Word} {Html.Time(alarm.Start)}: {alarm.Why}")}\"></i>");
    }

    private void Marks(Scale scale)
    {
        foreach (var mark in Heights(scale)) html.Append(CultureInfo.InvariantCulture, $"<span class=\"y\" style=\"top:{scale.Y(mark) * 100 / Height:0.#}%\">{Scale.Text(mark)}</span>");
        const int Marks = 4;
        var format = chart.End - chart.First > 6 * 86_400_000L ? "yyyy-MM-dd" : "MM-dd HH:mm";
        for (var i = 0; i <= Marks; i++)
        {
            var text = DateTimeOffset.FromUnixTimeMilliseconds(chart.First + (chart.End - chart.First) * i / Marks).ToString(format, CultureInfo.InvariantCulture);
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"x{(i == 0 ? " start" : i == Marks ? " end" : i % 2 == 1 ? " half" : "")}\" style=\"left:{100.0 * i / Marks:0.#}%\">{text}</span>");
        }
    }

    private void Bar(string name, long from, long to, int y, int height, string title)
    {
        var (x1, x2) = (Course.X(chart, from), Course.X(chart, to));
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{name}\" data-x=\"{Seconds(from)},{Seconds(to)}\" x=\"{x1:0.#}\" y=\"{y}\" width=\"{Math.Max(1.5, x2 - x1):0.#}\" height=\"{height}\"><title>{Html.Escape(title)}</title></rect>");
    }

    private static IEnumerable<double> Heights(Scale scale) => scale.Marks().Distinct().Where(mark => mark <= scale.Largest);

    private static string Seconds(long time) => (time / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
}
