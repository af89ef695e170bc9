using System.Text.Json;
using System.Text.Json.Nodes;
using SignalDetect.Core.Baselines;

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

    /// <summary>Reads a preset from text; <paramref name="file"/> is for messages.</summary>
    public static Preset Parse(string json, string file)
    {
        try
        {
            if (JsonNode.Parse(json, null, Strict) is not JsonObject given) throw new PresetException($"{file}: $: must be an object");
            given.Remove("$schema");
            var whole = (JsonObject)JsonSerializer.SerializeToNode(new Preset { Name = "" }, PresetJson.Default.Preset)!;
            Lay(given, whole, file);
            var preset = whole.Deserialize(PresetJson.Default.Preset)!;
            return PresetCheck.Complaint(preset) is { } complaint ? throw new PresetException($"{file}: {complaint}") : preset;
        }
        catch (JsonException e)
        {
            throw new PresetException($"{file}: {JsonPlace.Of(e)}");
        }
    }

    // The defaults are whole, so they know every key and its kind.
    private static void Lay(JsonObject given, JsonObject over, string file)
    {
        foreach (var (key, value) in given)
        {
            var place = $"{file}: {over.GetPath()}.{key}";
            if (over[key] is not { } below) throw new PresetException($"{place}: there is no such key, but {string.Join(", ", over.Select(known => known.Key))}");
            if (value is null || Kind(value) != Kind(below)) throw new PresetException($"{place}: must be {Kind(below)}");
            if (value is JsonObject inner) Lay(inner, (JsonObject)below, file);
            else over[key] = value.DeepClone();
        }
    }

    private static string Kind(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "a number",
    };
}
