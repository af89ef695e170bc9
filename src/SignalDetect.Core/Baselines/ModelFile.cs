using System.Text.Json;
using System.Text.Json.Serialization;

namespace SignalDetect.Core.Baselines;

/// <summary>A model file as it stands.</summary>
internal sealed record ModelContent(string Format, int Version, string Preset, int Step, SortedDictionary<string, StreamModel> Streams);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ModelContent))]
internal sealed partial class ModelJson : JsonSerializerContext;

/// <summary>Reads and writes model files.</summary>
internal static class ModelFile
{
    public static BaselineModel Read(string path)
    {
        try
        {
            var content = JsonSerializer.Deserialize(File.ReadAllBytes(path), ModelJson.Default.ModelContent) ?? throw new ModelException($"{path}: $: must be a JSON object");
            if (content.Format != BaselineModel.Format) throw new ModelException($"{path}: $.format: must be '{BaselineModel.Format}', not '{content.Format}'");
            if (content.Version != BaselineModel.Version) throw new ModelException($"{path}: $.version: this program reads version {BaselineModel.Version}, not {content.Version}");
            if (content.Step <= 0) throw new ModelException($"{path}: $.step: must be positive, not {content.Step}");
            var model = new BaselineModel(content.Preset, content.Step);
            foreach (var (name, stream) in content.Streams) model.Add(name, stream.Fast, stream.Profile);
            return model;
        }
        catch (JsonException e)
        {
            throw new ModelException($"{path}: {JsonPlace.Of(e)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: cannot be read: {e.Message}");
        }
    }

    public static void Write(Stream to, BaselineModel model)
    {
        var streams = new SortedDictionary<string, StreamModel>(StringComparer.Ordinal);
        foreach (var (name, stream) in model.Streams) streams[name] = stream;
        JsonSerializer.Serialize(to, new ModelContent(BaselineModel.Format, BaselineModel.Version, model.Preset, model.StepSeconds, streams), ModelJson.Default.ModelContent);
    }
}
