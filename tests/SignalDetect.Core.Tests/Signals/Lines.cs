namespace SignalDetect.Core.Tests.Signals;

/// <summary>Lines of signals for tests.</summary>
internal static class Lines
{
    public const string Noon = "2026-01-25T12:00:00Z";

    /// <summary>A report on tiktok with one more member before the others.</summary>
    public static string Report(string member) => $$"""{{{member}},"id":"1","at":"{{Noon}}","source":"web","kind":"report","service":"tiktok"}""";

    /// <summary>A signal of a kind with the fields that it requires, some of them replaced by other JSON or, with null, left out.</summary>
    public static string Of(string kind, params (string Field, string? Json)[] changes)
    {
        Dictionary<string, string?> fields = new()
        {
            ["id"] = "\"1\"",
            ["at"] = $"\"{Noon}\"",
            ["source"] = "\"web\"",
            ["kind"] = $"\"{kind}\"",
            ["service"] = "\"tiktok\"",
            ["text"] = kind == "mention" ? "\"tiktok down\"" : null,
            ["count"] = kind == "count" ? "3" : null,
            ["state"] = kind == "official" ? "\"acknowledged\"" : kind == "probe" ? "\"down\"" : null,
        };
        if (kind == "tick") (fields["id"], fields["service"]) = (null, null);
        if (kind == "mention") fields["service"] = null;
        foreach ((string field, string? json) in changes) fields[field] = json;
        return "{" + string.Join(",", fields.Where(f => f.Value is not null).Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }
}
