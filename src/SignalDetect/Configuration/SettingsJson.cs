using System.Text.Json;

namespace SignalDetect.Configuration;

/// <summary>Reads the settings of a pipeline file.</summary>
internal static class SettingsJson
{
    /// <summary>Adds what the file says.</summary>
    /// <exception cref="ConfigurationException">It is no JSON object, or has an unknown or repeated key, or a value of the wrong type.</exception>
    public static void Read(ReadOnlyMemory<byte> json, SettingValues to)
    {
        if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new ConfigurationException($"{to.File}: must be a JSON object");
            Walk(document.RootElement, "", to);
        }
        catch (JsonException wrong)
        {
            throw new ConfigurationException($"{to.File} line {wrong.LineNumber + 1}: is not JSON ({Sentence(wrong.Message)})");
        }
    }

    private static void Walk(JsonElement group, string parent, SettingValues to)
    {
        foreach (var property in group.EnumerateObject())
        {
            if (parent.Length == 0 && property.Name == "$schema") continue;
            var path = parent + property.Name;
            var value = property.Value;
            if (SettingNames.IsGroup(path))
            {
                if (value.ValueKind != JsonValueKind.Object) throw to.Wrong(path, "must be an object {...}");
                Walk(value, path + '.', to);
                continue;
            }

            if (!SettingNames.IsSetting(path)) throw to.Wrong(path, $"unknown setting ({SettingNames.Hint(path)})");
            if (to.Find(path) is not null) throw to.Wrong(path, "stands there twice; keep one");
            to.Set(path, new SettingValue(Text(value, path, to), to.File));
        }
    }

    private static string Text(JsonElement value, string path, SettingValues to) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when path.StartsWith(SettingNames.KafkaSettings, StringComparison.Ordinal) => value.GetRawText(),
        _ when path.StartsWith(SettingNames.KafkaSettings, StringComparison.Ordinal) => throw to.Wrong(path, "must be a string, a number, true or false"),
        _ => throw to.Wrong(path, "must be a string"),
    };

    /// <summary>The parser's own words up to its place, which has been said already.</summary>
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.').ReplaceLineEndings(" ");
    }
}
