using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>A line of a message, and the reason for which it is dead where that is certain; null where it may be dead or not.</summary>
internal sealed record MalformedLine(byte[] Bytes, string? Reason = null);

/// <summary>Makes signals and what producers may make of them, from a seed. None of them is a tick.</summary>
internal sealed class MalformedLines(Random random)
{
    private static readonly string[] Services = ["tiktok", "instagram", "youtube", "x", "spotify", "aws", "Tik Tok", "WhatsApp", "#tiktokdown"];
    private static readonly string[] Fields = ["id", "at", "source", "kind", "service", "feature", "region", "device", "reporter", "text", "count", "state"];

    private static readonly string[] Values =
    [
        "null", "true", "7", "-7", "1e999", "1.5", "0", "\"\"", "\"x\"", "[]", "{}", "[[[[]]]]", """{"a":{"b":null}}""", "\"\\ud800\"", "\"\\u0000\"", "\"\u202e\"", "12345678901234567890", "\"report\"",
        "\"2026-13-01T00:00:00Z\"", "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"2026-01-05T12:00:60+23:59\"", "nul", "'x'", "NaN",
    ];

    private readonly List<byte[]> sent = [];
    private int nextId;

    /// <summary>A line for a record that arrives at a time, Unix milliseconds.</summary>
    public MalformedLine Next(long arrival)
    {
        var line = Make(arrival);
        if (sent.Count < 1000 && line.Bytes.Length < 2000) sent.Add(line.Bytes);
        return line;
    }

    /// <summary>A signal that nothing is wrong with.</summary>
    public byte[] Sound(string service, long at) => Text($$"""{{{Start("web", "report", at)}},"service":"{{service}}"}""");

    private MalformedLine Make(long arrival) => random.Next(16) switch
    {
        0 or 1 => new(Some(arrival)),
        2 => Truncated(Some(arrival)),
        3 => new(Flipped(Some(arrival))),
        4 or 5 => new(WithValue(Some(arrival), Pick(Fields), Pick(Values))),
        6 => new(Without(Some(arrival), random.Next(2) == 0 ? "id" : "source"), "missing-field"),
        7 => Noise(random.Next(1, 300)),
        8 => Large(arrival),
        9 => new(Text($$"""{{{Start("web", "report", arrival)}},"service":"no such {{random.Next(100)}}"}"""), "unknown-service"),
        10 => new(Text($$"""{{{Start("web", "report", arrival + random.Next(301_000, 90_000_000))}},"service":"tiktok"}"""), "future"),
        11 => new(Text($$"""{{{Start("web", "report", arrival - random.Next(180_001, 90_000_000))}},"service":"tiktok"}"""), "late"),
        12 => new(Odd(arrival)),
        13 => new(sent.Count == 0 ? Some(arrival) : sent[random.Next(sent.Count)]),
        14 => new(WithValue(Some(arrival), "extra", new string('[', 30_000) + new string(']', 30_000))),
        _ => new(Text(Pick([" ", "{}", "[]", "null", "7", "\"text\"", "{", "}", "\ufeff{}", "{\"id\"}", "\r", "{\"\":\"\"}", "\0", "\t{}\t", "tick"]))),
    };

    private byte[] Some(long arrival)
    {
        var at = arrival - random.Next(60_000);
        return Text(random.Next(6) switch
        {
            0 => $$"""{{{Start("x", "mention", at)}},"text":"{{Pick(["tiktok is down", "instagram and youtube both not working", "nice day", "#tiktokdown", "🎉 \\u0074iktok outage?"])}}"}""",
            1 => $$"""{{{Start("search", "count", at)}},"service":"{{Pick(Services)}}","count":{{random.Next(1, 5)}}}""",
            2 => $$"""{{{Start("status", "official", at)}},"service":"tiktok","state":"update"}""",
            3 => $$"""{{{Start("probe", "probe", at)}},"service":"youtube","state":"up","region":"US-CA"}""",
            4 => $$"""{{{Start("app", "works", at)}},"service":"{{Pick(Services)}}","device":"ios"}""",
            _ => $$"""{{{Start("web", "report", at)}},"service":"{{Pick(Services)}}","feature":"upload","region":"US","reporter":"r{{random.Next(5000)}}"}""",
        });
    }

    private string Start(string source, string kind, long at) =>
        string.Create(CultureInfo.InvariantCulture, $"\"id\":\"m{nextId++:x}\",\"at\":\"{RowIds.Time(at)}\",\"source\":\"{source}\",\"kind\":\"{kind}\"");

    private MalformedLine Truncated(byte[] line) => new(line[..random.Next(1, line.Length)], "not-json");

    private byte[] Flipped(byte[] line)
    {
        for (var left = random.Next(1, 9); left > 0; left--) line[random.Next(line.Length)] = (byte)random.Next(256);
        return line;
    }

    private MalformedLine Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        bytes[0] = 0xff;
        return new MalformedLine(bytes, "not-json");
    }

    private MalformedLine Large(long arrival)
    {
        var length = random.Next(40) == 0 ? random.Next(500_000, 980_000) : random.Next(60_000, 80_000);
        var line = Text($$"""{{{Start("x", "mention", arrival)}},"text":"tiktok is down {{new string('!', length)}}"}""");
        return new MalformedLine(line, line.Length > 65_536 ? "too-large" : "bad-field");
    }

    private byte[] Odd(long arrival)
    {
        var line = Encoding.UTF8.GetString(Some(arrival));
        return Text(random.Next(5) switch
        {
            0 => line[..^1] + "," + line[1..],
            1 => line.Replace("\"id\"", "\"\\u0069d\"", StringComparison.Ordinal),
            2 => line.Replace(":", " : \t", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal),
            3 => line + " // comment",
            _ => line.ToUpperInvariant(),
        });
    }

    private static byte[] WithValue(byte[] line, string field, string value) => Text($"{Encoding.UTF8.GetString(Without(line, field))[..^1]},\"{field}\":{value}}}");

    /// <summary>Takes a field out of a line in which no value holds a comma or a brace.</summary>
    private static byte[] Without(byte[] line, string field) =>
        Text("{" + string.Join(',', Encoding.UTF8.GetString(line)[1..^1].Split(',').Where(one => !one.StartsWith($"\"{field}\":", StringComparison.Ordinal))) + "}");

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private string Pick(string[] values) => values[random.Next(values.Length)];
}
