using System.Text.Json;
using System.Text.Json.Nodes;

namespace SignalDetect.Core.Detectors.Presets;

/// <summary>Reads preset files: the file's keys laid over the defaults, then checked.</summary>
internal static class PresetFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static Preset Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PresetException($"{path}: cannot be read: {e.Message}");
        }
    }

    public static Preset Parse(string json, string file)
    {
        try
        {
            if (JsonNode.Parse(json, null, Strict) is not JsonObject given) throw new PresetException($"{file}: $: must be a JSON object");
            given.Remove("$schema");
            var whole = (JsonObject)JsonSerializer.SerializeToNode(new Preset { Name = "" }, PresetJson.Default.Preset)!;
            whole.Remove("name");
            Lay(given, whole);
            var preset = whole.Deserialize(PresetJson.Default.Preset)!;
            return PresetCheck.Complaint(preset) is { } complaint ? throw new PresetException($"{file}: {complaint}") : preset;
        }
        catch (JsonException e)
        {
            throw new PresetException($"{file}: {(e.Path is null or "" ? Place(e) : e.Path)}: {Reason(e)}");
        }
    }

    private static void Lay(JsonObject given, JsonObject over)
    {
        foreach (var (key, value) in given)
            if (value is JsonObject inner && over[key] is JsonObject below) Lay(inner, below);
            else over[key] = value?.DeepClone();
    }

    private static string Place(JsonException e) => $"line {e.LineNumber + 1}";

    private static string Reason(JsonException e)
    {
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal)) return "is not a key of a preset (models/presets/preset.schema.json lists them)";
        var end = e.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).ReplaceLineEndings(" ");
    }
}
