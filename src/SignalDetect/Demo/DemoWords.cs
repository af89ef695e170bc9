using System.Globalization;
using System.Text;
using System.Text.Json;
using SignalDetect.Commands;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Demo;

/// <summary>The demo's texts.</summary>
internal static class DemoWords
{
    /// <summary>What it is, and what of it is true.</summary>
    public static string Introduction(int services) =>
        $"""
        This is a simulation: TikTok's outage of January 2026 in fast motion, through an embedded Kafka broker, the streaming service and a SQLite database.
        Reported: in the United States, from before 09:13 UTC on 25 January until most of it was over about two days later; uploads stuck in review, feeds that
          did not refresh, views at zero, comments, login; Dallas, Houston, Chicago, Atlanta, Tampa and Washington above all; more than 35,000 reports overnight;
          the operator's first word on 26 January (Reuters, techradar.com, idcnova.com, trendstack.news and others).
        Made up: every single signal; the quiet days before and after of {services} services; the minute of the onset (02:00 UTC, an evening in America), the shape
          of the rise, which region recovers when, and the hours of the operator's statements. Posts, duplicates, late and broken messages are among them.
        Times are UTC and the replay's own.

        """;

    /// <summary>Until there are pages.</summary>
    public static string Pages(int port) => $"Pages at http://localhost:{port} are not part of this version yet.";

    /// <summary>A detection in a line.</summary>
    public static string Detection(DetectionRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(row.WindowStart)}  detection  {row.Stream,-24} {row.Kind} ({row.Detector}): {row.Observed:0.#} observed, {row.Expected:0.#} expected, at most {row.Upper:0.#} usual");

    /// <summary>A change of an incident in a line.</summary>
    public static string Change(IncidentEventRow change, IncidentRow incident) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(change.At)}  INCIDENT   {incident.ServiceId,-24} {change.State.ToUpperInvariant()} ({change.Note}): {incident.Severity}, since {Time(incident.StartedAt)}, peak {incident.PeakRate:0.#} a minute where {incident.ExpectedRate:0.#} are usual, {Sums.Number(incident.DistinctReporters)} people");

    /// <summary>Features and regions that have joined or left an incident, in a line.</summary>
    public static string Moved(IncidentEventRow change, IncidentRow incident, (IReadOnlyList<string> Joined, IReadOnlyList<string> Left) moved)
    {
        var joined = moved.Joined.Count == 0 ? "" : $"also hit: {string.Join(", ", moved.Joined)}";
        var left = moved.Left.Count == 0 ? "" : $"no longer hit: {string.Join(", ", moved.Left)}";
        return $"{Time(change.At)}  INCIDENT   {incident.ServiceId,-24} {string.Join("; ", new[] { joined, left }.Where(text => text.Length > 0))}";
    }

    /// <summary>How far it is.</summary>
    public static string SoFar(DemoTally tally)
    {
        var dead = tally.Dead;
        return $"{(tally.Reached is { } at ? Time(at) : "beginning       ")}  so far     {Sums.Number(tally.Totals.Sent)} signals; dead {Sums.Number(tally.Totals.Dead)}{(dead.Count == 0 ? "" : $": {Reasons(dead)}")}";
    }

    /// <summary>The sums, and what became of each incident.</summary>
    /// <param name="tally">What was committed.</param>
    /// <param name="isStopped">True where somebody stopped it, so that parts are still on their way.</param>
    public static string Summary(DemoTally tally, bool isStopped)
    {
        var text = new StringBuilder("\n").Append(isStopped ? Sums.TextSoFar(tally.Totals) : Sums.Text(tally.Totals));
        text.Append($"dead: {Reasons(tally.Dead)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{tally.Detections} detections\n");
        foreach (var (incident, events) in tally.Incidents)
        {
            text.Append($"{incident.ServiceId} {incident.IncidentId}: {string.Join(", ", States(events))}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {incident.Severity}; since {Time(incident.StartedAt)}; peak {incident.PeakRate:0.#} a minute at {(incident.PeakAt is { } peak ? Time(peak) : "?")} where {incident.ExpectedRate:0.#} are usual; {Sums.Number(incident.DistinctReporters)} people");
            if (incident.AcknowledgedAt is { } acknowledged) text.Append($"; acknowledged {Time(acknowledged)}");
            text.Append($"\n  hit: {List(incident.Features)}; {List(incident.Regions)}\n");
        }

        return text.ToString();
    }

    /// <summary>How long it took, and where the rows are.</summary>
    public static string End(TimeSpan took, DemoOptions options)
    {
        var late = options.For is { } asked && took > asked * 1.2 ? " (this machine needed longer than was asked for)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"took {took.TotalSeconds:F0} s{late}; {(options.Database is null ? "the database was removed" : $"the database is {options.Database}")}");
    }

    /// <summary>A time of the replay.</summary>
    public static string Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The states it went through, each with the time at which it began.</summary>
    private static IEnumerable<string> States(IReadOnlyList<IncidentEventRow> events)
    {
        var state = "";
        foreach (var change in events)
        {
            if (change.State != state) yield return $"{change.State} {Time(change.At)}";
            state = change.State;
        }
    }

    private static string List(string json)
    {
        using var list = JsonDocument.Parse(json);
        return list.RootElement.GetArrayLength() == 0 ? "none" : string.Join(", ", list.RootElement.EnumerateArray().Select(item => item.GetString()));
    }

    private static string Reasons(IReadOnlyList<KeyValuePair<DeadLetterReason, long>> dead) =>
        dead.Count == 0 ? "none" : string.Join(", ", dead.Select(reason => $"{reason.Key.Name()} {Sums.Number(reason.Value)}"));
}
