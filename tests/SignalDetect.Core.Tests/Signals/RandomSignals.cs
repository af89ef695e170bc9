using System.Globalization;
using System.Text;
using System.Text.Json;
using SignalDetect.Core.Tests.Catalogue;

namespace SignalDetect.Core.Tests.Signals;

/// <summary>Good and nearly good lines of signals in all spellings that JSON has, from a seed.</summary>
internal sealed class RandomSignals(int seed)
{
    private static readonly string[] Posts =
    [
        "tiktok down??", "insta AND whatsapp both down, only tiktok works", "#SlackDown", "no outage here, gmail works fine", "BREAKING: Verizon outage, reports say", "hello",
        "youtube uploads \"not working\"\nanyone else?", "my zoom won't load 😩", "снова не работает тикток", "", "x is down", "teams meeting and then tiktok", "netflix is back up",
    ];

    private static readonly string[] Strings = ["", "a", "é😀", "\\", "\"", "tab\there", "\u0000", new('ü', 128), string.Concat(Enumerable.Repeat("😀", 128)), "x,y:{z}", "\u2028", "fyp", "upload", "iPhone", "US-CA", "us", "Atlantis"];

    private static readonly string[] Wild =
    [
        "null", "true", "0", "1", "-1", "1.5", "1e9", "1e10", "10e-1", "[]", "{}", "{\"id\":\"1\"}", "\"\"", "\"x\"", "\"\\ud800\"", "\"tick\"", "\"mention\"", "\"official\"", "\"update\"", "\"up\"",
        "\"2026-01-25T12:00:00Z\"", "\"2026-01-25T11:59:60Z\"", "\"2025-12-31T23:59:60Z\"", "\"2026-02-29T00:00:00Z\"", "\"2026-01-25T12:00:00\"", "\"2026-01-25T12:00:00.+00:00\"", "\"tiktok\"", "\"nobody\"",
    ];

    private readonly Random _random = new(seed);

    public long Arrival { get; } = DateTimeOffset.Parse(Lines.Noon, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    public int Next(int below) => _random.Next(below);

    public T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>A line; most are good, but for the share of values that are replaced by any others.</summary>
    public string Line(int wildPercent = 0)
    {
        string kind = Pick((string[])["report", "report", "mention", "mention", "works", "count", "official", "probe", "tick"]);
        List<string> members = [Member("kind", Text(kind)), Member("at", Text(Time())), Member("source", Text(Pick((string[])["web", "x", "news", "a b\"c"])))];
        if (kind != "tick" || Chance(20)) members.Add(Member("id", Text(Chance(90) ? $"id-{Next(1000)}" : Pick(Strings))));
        if (kind is not ("mention" or "tick") || Chance(30)) members.Add(Member("service", Text(Service())));
        if (kind == "mention" || Chance(5)) members.Add(Member("text", Text(Pick(Posts))));
        if (kind == "count" || Chance(5)) members.Add(Member("count", Pick((string[])["1", "5.0", "12e1", "1000000000", "0.7e1"])));
        if (kind == "official") members.Add(Member("state", Text(Pick((string[])["acknowledged", "update", "resolved", "maintenance"]))));
        if (kind == "probe") members.Add(Member("state", Text(Pick((string[])["up", "down"]))));
        foreach (string field in (string[])["feature", "region", "device", "reporter", "state", "matched", "extra"])
        {
            if (Chance(25) && !(field == "state" && kind is "official" or "probe")) members.Add(Member(field, Chance(10) ? "null" : Text(Pick(Strings))));
        }
        if (Chance(10)) members.Add("\"nested\":{\"id\":[1,{\"at\":null}],\"kind\":{}}");
        if (Chance(5)) members.Add(Pick(members));
        string[] order = [.. members.Select(m => Chance(wildPercent) ? m[..(m.IndexOf(':', StringComparison.Ordinal) + 1)] + Pick(Wild) : m)];
        _random.Shuffle(order);
        return Space() + "{" + string.Join(",", order) + "}" + Space();
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Space() => Chance(90) ? "" : Pick((string[])[" ", "\t", "\r", "  "]);

    private string Member(string name, string json) => Space() + Text(name) + Space() + ":" + Space() + json + Space();

    private string Service() => Chance(3) ? "nobody" : Chance(20) ? Pick(Pick(Models.Catalogue.Services).Aliases.DefaultIfEmpty("twitter").ToArray()) : Pick(Models.Catalogue.Services).Id;

    private string Time()
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(Arrival + (Chance(95) ? Next(400_000) - 200_000 : Next(4_000_000) - 2_000_000));
        string fraction = Pick((string[])["", ".5", ".123", ".123456789012345"]);
        return at.ToOffset(TimeSpan.FromMinutes(Pick((int[])[0, 0, 345, -480]))).ToString($"yyyy-MM-dd'{Pick((string[])["T", "t", " "])}'HH:mm:ss'{fraction}'zzz", CultureInfo.InvariantCulture);
    }

    // The same text as itself, with some letters escaped, or as the serializer writes it.
    private string Text(string text)
    {
        if (Chance(80)) return JsonSerializer.Serialize(text, (JsonSerializerOptions?)null);
        StringBuilder escaped = new("\"");
        foreach (char c in text) escaped.Append(c is '"' or '\\' || c < ' ' || Chance(20) ? $"\\u{(int)c:x4}" : char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c);
        return escaped.Append('"').ToString();
    }
}
