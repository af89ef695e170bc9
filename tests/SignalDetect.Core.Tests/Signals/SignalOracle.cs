using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;

namespace SignalDetect.Core.Tests.Signals;

/// <summary>The rules for signals once more, written the slow way over System.Text.Json, to check the reader against.</summary>
internal static partial class SignalOracle
{
    private static readonly string[] Kinds = ["report", "mention", "works", "count", "official", "probe", "tick"];

    public static DeadLetterReason Judge(byte[] line, long arrival, long time)
    {
        if (line.Length > 65_536) return DeadLetterReason.TooLarge;
        if (!Utf8.IsValid(line)) return DeadLetterReason.NotJson;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 100_000 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Judge(Fields(document.RootElement), arrival, time) : DeadLetterReason.NotJson;
        }
        catch (JsonException)
        {
            return DeadLetterReason.NotJson;
        }
    }

    private static DeadLetterReason Judge(Dictionary<string, JsonElement> fields, long arrival, long time)
    {
        string? kind = fields.TryGetValue("kind", out JsonElement k) && Text(k) is { } word && Kinds.Contains(word) ? word : null;
        List<string> required = ["kind", "at", "source"];
        if (kind != "tick") required.Add("id");
        if (kind is not ("mention" or "tick")) required.Add("service");
        if (kind == "mention") required.Add("text");
        if (kind == "count") required.Add("count");
        if (kind is "official" or "probe") required.Add("state");
        if (required.Any(f => !fields.ContainsKey(f))) return DeadLetterReason.MissingField;
        if (kind is null || fields.Any(f => !IsGood(f.Key, f.Value, kind))) return DeadLetterReason.BadField;
        if (kind == "tick") return DeadLetterReason.None;
        if (fields.TryGetValue("service", out JsonElement s) && Models.Catalogue.FindService(Encoding.UTF8.GetBytes(Text(s)!)) < 0) return DeadLetterReason.UnknownService;
        long at = Time(Text(fields["at"])!)!.Value;
        if (at > arrival + 300_000) return DeadLetterReason.Future;
        return time >= ((long)Math.Floor(at / 60_000m) * 60_000) + 60_000 + 120_000 ? DeadLetterReason.Late : DeadLetterReason.None;
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement root)
    {
        Dictionary<string, JsonElement> fields = [];
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (Name(property) is not { } name) continue;
            if (property.Value.ValueKind == JsonValueKind.Null) fields.Remove(name); else fields[name] = property.Value;
        }
        return fields;
    }

    private static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsGood(string field, JsonElement value, string kind) => field switch
    {
        "id" or "reporter" => IsText(value, 1, 128),
        "source" => IsText(value, 1, 32),
        "text" => IsText(value, 0, 4096),
        "kind" or "service" or "feature" or "region" or "device" => Text(value) is not null,
        "state" => Text(value) is { } state && kind switch
        {
            "official" => state is "acknowledged" or "update" or "resolved" or "maintenance",
            "probe" => state is "up" or "down",
            _ => true,
        },
        "at" => Text(value) is { } at && Time(at) is not null,
        "count" => value.ValueKind == JsonValueKind.Number && Count(value.GetRawText()),
        _ => true,
    };

    private static bool IsText(JsonElement value, int least, int most) => Text(value) is { } text && text.EnumerateRunes().Count() is int scalars && scalars >= least && scalars <= most;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Count(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && value >= 1 && value <= 1_000_000_000 && value == Math.Floor(value);

    private static long? Time(string text)
    {
        Match match = Rfc3339().Match(text);
        if (!match.Success) return null;
        string seconds = match.Groups["s"].Value == "60" ? "59" : match.Groups["s"].Value;
        string fraction = match.Groups["f"].Value.PadRight(3, '0')[..3];
        string offset = match.Groups["o"].Value is "Z" or "z" ? "+00:00" : match.Groups["o"].Value;
        string plain = $"{match.Groups["d"].Value}T{match.Groups["t"].Value}:{seconds}";
        if (!DateTime.TryParseExact(plain, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)) return null;
        int minutes = (int.Parse(offset[1..3], CultureInfo.InvariantCulture) * 60) + int.Parse(offset[4..6], CultureInfo.InvariantCulture);
        DateTime utc = local.AddMinutes(offset[0] == '-' ? minutes : -minutes);
        if (seconds != match.Groups["s"].Value)
        {
            utc = utc.AddSeconds(1);
            if (utc.Day != 1 || utc.TimeOfDay != TimeSpan.Zero) return null;
        }
        return new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds() + int.Parse(fraction, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<d>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<t>[0-9]{2}:[0-9]{2}):(?<s>[0-9]{2})(\.(?<f>[0-9]+))?(?<o>[Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z")]
    private static partial Regex Rfc3339();
}
