using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>All streams with something to tell under each other, a lane each: labels as bars, alarms as marks.</summary>
internal static class Timeline
{
    private const int MostLanes = 40;
    private const int MostMarks = 300;

    /// <summary>The lanes; empty where there is nothing to tell.</summary>
    /// <param name="told">Streams with something to tell, in the order of the page.</param>
    /// <param name="ids">The id of each stream's figure.</param>
    public static string Draw(IReadOnlyList<ToldStream> told, IReadOnlyDictionary<string, string> ids)
    {
        if (told.Count == 0) return "";
        var (first, end) = (told.Min(stream => stream.Result.Chart.First), told.Max(stream => stream.Result.Chart.End));
        var html = new StringBuilder("<div class=\"lanes\">");
        foreach (var stream in told.Take(MostLanes))
        {
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"#{ids[stream.Name]}\">{Html.Escape(stream.Name)}</a><div class=\"lane\">");
            foreach (var found in stream.Labels)
            {
                var name = !found.Label.Counts ? "low" : found.AlertedAt is null ? "missed" : "caught";
                var (from, to) = (Place(found.Label.Start), Place(found.Label.Over));
                html.Append(CultureInfo.InvariantCulture, $"<u class=\"{name}\" style=\"left:{from:0.##}%;width:{Math.Max(0.2, to - from):0.##}%\" title=\"{name}: {Html.Time(found.Label.Start)} to {Html.Time(found.Label.End)}\"></u>");
            }

            foreach (var alarm in stream.Alarms.OrderByDescending(alarm => alarm.Score).ThenBy(alarm => alarm.Start).Take(MostMarks))
                html.Append(CultureInfo.InvariantCulture, $"<i class=\"alarm{ClassOf(alarm.Verdict)}\" style=\"left:{Place(alarm.Start):0.##}%\" title=\"{alarm.Word} {Html.Time(alarm.Start)}\"></i>");
            html.Append("</div>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<span></span><div class=\"ends\"><span>{Html.Time(first)}</span><span>{Html.Time(first + (end - first) / 2)}</span><span>{Html.Time(end)}</span></div></div>");
        if (told.Count > MostLanes) html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">The first {MostLanes} of {told.Count} streams with a label or an alarm.</p>");
        return html.ToString();

        double Place(long time) => Math.Clamp(100.0 * (time - first) / Math.Max(1, end - first), 0, 100);
    }

    /// <summary>The class of an alarm's mark, with a blank before it.</summary>
    public static string ClassOf(AlarmVerdict? verdict) => verdict switch { null => "", AlarmVerdict.Right => " right", AlarmVerdict.False => " wrong", _ => " aside" };
}
