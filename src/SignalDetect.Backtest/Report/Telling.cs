using System.Globalization;
using SignalDetect.Backtest.Labels;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>Finds out for each stream what there is to tell, and why each alarm was raised.</summary>
internal static class Telling
{
    private const double Tenfold = 10;
    private const long TogetherMs = 3_600_000;
    private const long YoungMs = 14 * 86_400_000L;

    /// <summary>All streams, in their order.</summary>
    public static IReadOnlyList<ToldStream> Of(IReadOnlyList<StreamResult> streams, LabelMeasuresOf? labels, IReadOnlyList<IncidentRow> incidents)
    {
        var byStream = incidents.ToLookup(row => row.ServiceId, StringComparer.Ordinal);
        var told = streams.Select(stream => One(stream, labels, [.. byStream[stream.Name]])).ToArray();
        var all = told.SelectMany(stream => stream.Alarms.Select(alarm => (alarm.Start, stream.Name))).OrderBy(one => one.Start).ToArray();
        var starts = Array.ConvertAll(all, one => one.Start);
        return [.. told.Select(stream => stream with { Alarms = [.. stream.Alarms.Select(alarm => alarm with { Together = Near(all, starts, alarm.Start, stream.Name) })] })];
    }

    private static ToldStream One(StreamResult stream, LabelMeasuresOf? labels, IncidentRow[] incidents)
    {
        var detections = stream.Sink.Detections.OrderBy(row => row.WindowStart).ThenBy(row => row.Stream, StringComparer.Ordinal)
            .ThenBy(row => row.Detector, StringComparer.Ordinal).ToArray();
        var alarms = labels?.Alarms(stream.Name) ?? HeldStream.Of(stream, [], stream.Alerts).Alarms;
        return new ToldStream(
            stream, labels?.Labels(stream.Name) ?? [], [.. alarms.Select(alarm => Told(stream, alarm, labels is not null, detections))], incidents, detections);
    }

    private static ToldAlarm Told(StreamResult stream, AlarmFinding alarm, bool judged, DetectionRow[] detections)
    {
        var spoke = Array.FindAll(detections, row => row.Kind != "recovery" && row.WindowStart >= alarm.Start && row.WindowStart < alarm.End);
        if (spoke.Length == 0) spoke = Array.FindLast(detections, row => row.Kind != "recovery" && row.WindowStart <= alarm.Start) is { } last ? [last] : [];
        var best = spoke.OrderBy(row => row.WindowStart).ThenBy(row => row.Stream.Length).FirstOrDefault();
        var shape = best is null || best.Observed >= best.Expected && best.Observed <= best.Upper ? AlarmShape.Several : best.Observed < best.Expected ? AlarmShape.Drop : AlarmShape.Surge;
        return new ToldAlarm(
            alarm.Start, alarm.End, judged ? alarm.Verdict : null, shape, spoke.Length > 0 ? spoke.Max(row => row.Score) : 0,
            best is not null && best.Expected > 0 && best.Observed >= Tenfold * best.Expected, alarm.Start - stream.Chart.First < YoungMs && stream.Chart.End - stream.Chart.First > 2 * YoungMs, best is null ? "no detection is kept of it" : Why(best, spoke, shape));
    }

    private static string Why(DetectionRow best, DetectionRow[] spoke, AlarmShape shape)
    {
        var detectors = string.Join(", ", spoke.Select(row => row.Detector).Distinct());
        var parts = spoke.Select(row => row.Stream).Where(name => name.Contains('/', StringComparison.Ordinal) && name.StartsWith(best.ServiceId, StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct().Take(4).ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"{Scale.Text(best.Observed)} in {Html.Span(best.WindowSeconds)}, expected {Scale.Text(best.Expected)} ({Scale.Text(best.Lower)} to {Scale.Text(best.Upper)})")
            + (shape == AlarmShape.Several ? ", within the band: several windows together" : shape == AlarmShape.Drop ? ", fewer than expected" : "")
            + $"; by {detectors}" + (parts.Length > 0 ? $"; in {string.Join(", ", parts)}" : "")
            + (double.IsNaN(best.PValue) ? "" : $"; p {best.PValue.ToString("0.#e0", CultureInfo.InvariantCulture)}");
    }

    private static string[] Near((long Start, string Name)[] all, long[] starts, long time, string own)
    {
        var place = Array.BinarySearch(starts, time - TogetherMs);
        place = place < 0 ? ~place : place;
        while (place > 0 && starts[place - 1] >= time - TogetherMs) place--;
        return [.. all.Skip(place).TakeWhile(one => one.Start <= time + TogetherMs).Select(one => one.Name).Where(name => name != own).Distinct().Order(StringComparer.Ordinal)];
    }
}
