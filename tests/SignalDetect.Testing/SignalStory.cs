using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Testing;

/// <summary>Makes signals from a seed: a quiet background, surges, posts, and all that goes wrong on the way.</summary>
public sealed class SignalStory(int seed, long start)
{
    private readonly Random random = new(seed);
    private readonly List<(long At, string Line)> lines = [];
    private int nextId;

    /// <summary>2026-01-05T00:00:00Z, a Monday.</summary>
    public const long Monday = 1_767_571_200_000;

    private static readonly string[] Regions = ["US", "GB", "DE", "BR", "JP"];
    private static readonly string[] Features = ["upload", "feed", "login", "search"];
    private static readonly string[] Devices = ["ios", "android", "web"];

    /// <summary>Reports of a service, so many a minute on average, over some minutes.</summary>
    public SignalStory Reports(string service, int fromMinute, int minutes, double perMinute, string? feature = null, string? region = null)
    {
        for (var minute = fromMinute; minute < fromMinute + minutes; minute++)
            for (var left = random.Poisson(perMinute); left > 0; left--) Report(service, Moment(minute), feature ?? Pick(Features), region ?? Pick(Regions));
        return this;
    }

    /// <summary>Posts with a text, so many a minute.</summary>
    public SignalStory Posts(string text, int fromMinute, int minutes, double perMinute)
    {
        for (var minute = fromMinute; minute < fromMinute + minutes; minute++)
            for (var left = random.Poisson(perMinute); left > 0; left--)
            {
                var at = Moment(minute);
                Add(at, $$"""{"id":"{{Id()}}","at":"{{RowIds.Time(at)}}","source":"x","kind":"mention","text":"{{text}}","reporter":"p{{random.Next(100_000)}}"}""");
            }

        return this;
    }

    /// <summary>Repeats a share of what there is: the same line again, some seconds later.</summary>
    public SignalStory Repeat(double share)
    {
        foreach (var (at, line) in lines.ToArray())
            if (random.NextDouble() < share) lines.Add((at + random.Next(1, 90_000), line));
        return this;
    }

    /// <summary>Delays a share of what there is, by up to so many seconds, so that some come late.</summary>
    public SignalStory Delay(double share, int seconds)
    {
        for (var i = 0; i < lines.Count; i++)
            if (random.NextDouble() < share) lines[i] = (lines[i].At + random.Next(seconds * 1000), lines[i].Line);
        return this;
    }

    /// <summary>Adds a line as it is, at a minute of the story.</summary>
    public SignalStory Raw(int minute, string line)
    {
        lines.Add((Moment(minute), line));
        return this;
    }

    /// <summary>The lines in the order in which they arrive.</summary>
    public IReadOnlyList<byte[]> Lines() => [.. lines.OrderBy(line => line.At).Select(line => Encoding.UTF8.GetBytes(line.Line))];

    private void Report(string service, long at, string feature, string region) => Add(
        at,
        $$"""{"id":"{{Id()}}","at":"{{RowIds.Time(at)}}","source":"web","kind":"report","service":"{{service}}","feature":"{{feature}}","region":"{{region}}","device":"{{Pick(Devices)}}","reporter":"r{{random.Next(100_000)}}"}""");

    private void Add(long at, string line) => lines.Add((at, line));

    private string Id() => (nextId++).ToString("x", CultureInfo.InvariantCulture);

    private long Moment(int minute) => start + minute * 60_000L + random.Next(60_000);

    private string Pick(string[] values) => values[random.Next(values.Length)];
}
