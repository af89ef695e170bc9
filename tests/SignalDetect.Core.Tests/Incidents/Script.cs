using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Incidents;

/// <summary>
/// A script of behaviour. <c>load SERVICE [name=value ...] RATExMINUTES ...</c> sends reports at so many a minute on average, from minute 0 on;
/// <c>reporters=N</c> has N people send them all, <c>reporters=none</c> gives none, <c>from=M</c> starts at a minute, other names are fields.
/// <c>official SERVICE STATE at M</c> is the operator's word. <c>expect STATE SERVICE between M M</c> wants that change of an incident then,
/// <c>expect no STATE SERVICE</c> wants none ever, <c>expect N incidents SERVICE</c> so many, <c>expect FIELD SERVICE VALUE</c> a column
/// of the newest, or <c>A..B</c> a number in between.
/// </summary>
internal sealed class Script
{
    private const long Start = SignalStory.Monday;

    private readonly PipelineSetup setup = Setups.Default();
    private readonly List<(long At, string Line)> signals = [];
    private readonly List<string[]> expectations = [];
    private readonly Random random = new(1);
    private int nextId;

    public static void Run(string text)
    {
        var script = new Script();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!line.StartsWith('#')) script.Take(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var book = script.Play();
        foreach (var expectation in script.expectations) Check(book, expectation);
    }

    private void Take(string[] words)
    {
        switch (words[0])
        {
            case "load": Load(words[1], words[2..]); break;
            case "official": Official(words[1], words[2], Minute(words[4])); break;
            case "expect": expectations.Add(words); break;
            default: throw new FormatException($"'{string.Join(' ', words)}': a line begins with load, official or expect.");
        }
    }

    private void Load(string service, string[] words)
    {
        var fields = words.Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var minute = fields.Remove("from", out var from) ? Minute(from) : 0;
        fields.Remove("reporters", out var reporters);
        var extra = string.Concat(fields.Select(field => $",\"{field.Key}\":\"{field.Value}\""));
        foreach (var word in words.Where(word => !word.Contains('=', StringComparison.Ordinal)))
        {
            var parts = word.Split('x');
            var rate = double.Parse(parts[0], CultureInfo.InvariantCulture);
            for (var left = Minute(parts[1]); left > 0; left--, minute++)
            {
                var count = random.Poisson(rate);
                for (var i = 0; i < count; i++) Report(service, Start + minute * 60_000L + (2 * i + 1) * 30_000L / count, reporters, extra);
            }
        }
    }

    private void Report(string service, long at, string? reporters, string extra)
    {
        var id = nextId++;
        var reporter = reporters == "none" ? "" : $",\"reporter\":\"r{(reporters is null ? id : id % Minute(reporters))}\"";
        signals.Add((at, $$"""{"id":"{{id}}","at":"{{RowIds.Time(at)}}","source":"web","kind":"report","service":"{{service}}"{{reporter}}{{extra}}}"""));
    }

    private void Official(string service, string state, int minute)
    {
        var at = Start + minute * 60_000L;
        signals.Add((at, $$"""{"id":"o{{nextId++}}","at":"{{RowIds.Time(at)}}","source":"status","kind":"official","service":"{{service}}","state":"{{state}}"}"""));
    }

    private RowBook Play()
    {
        var cluster = new LogCluster(setup, 1);
        Replays.Play(cluster, setup, signals.OrderBy(signal => signal.At).Select(signal => Encoding.UTF8.GetBytes(signal.Line)), 1, Placement.Home);
        return cluster.Run(seed: 1, largestBatch: 10_000);
    }

    private static void Check(RowBook book, string[] words)
    {
        var events = book.Events.Join(
            book.Incidents, row => row.IncidentId, incident => incident.IncidentId,
            (row, incident) => (incident.ServiceId, row.State, Minute: (row.At - Start) / 60_000.0, row.Note)).OrderBy(row => row.Minute).ToArray();
        var happened = string.Join("\n", events.Select(row => $"{row.Minute,8:F2}m {row.ServiceId} {row.State} ({row.Note})"));
        var what = $"{string.Join(' ', words)}\nhappened:\n{happened}";
        if (words[1] == "no")
            Assert.False(events.Any(row => row.ServiceId == words[3] && row.State == words[2]), what);
        else if (words.Contains("between"))
            Assert.True(events.Any(row => row.ServiceId == words[2] && row.State == words[1] && row.Minute >= Minute(words[4]) && row.Minute <= Minute(words[5])), what);
        else if (words[2] == "incidents")
            Assert.True(book.Incidents.Count(row => row.ServiceId == words[3]) == Minute(words[1]), what);
        else if (words[3].Split("..") is [var least, var most])
            Assert.InRange(Minute(Column(book.Incidents.Where(row => row.ServiceId == words[2]).MaxBy(row => row.DetectedAt)!, words[1])), Minute(least), Minute(most));
        else
            Assert.Equal(words[3], Column(book.Incidents.Where(row => row.ServiceId == words[2]).MaxBy(row => row.DetectedAt)!, words[1]));
    }

    private static string Column(IncidentRow row, string name) => name switch
    {
        "state" => row.State,
        "severity" => row.Severity,
        "features" => row.Features,
        "regions" => row.Regions,
        "reporters" => row.DistinctReporters.ToString(CultureInfo.InvariantCulture),
        "acknowledged" => row.AcknowledgedAt is { } at ? ((at - Start) / 60_000).ToString(CultureInfo.InvariantCulture) : "never",
        "onset" => ((row.StartedAt - Start) / 60_000).ToString(CultureInfo.InvariantCulture),
        _ => throw new FormatException($"'{name}' is no column that a script can ask for."),
    };

    private static int Minute(string word) => int.Parse(word.TrimEnd('m'), CultureInfo.InvariantCulture);
}
