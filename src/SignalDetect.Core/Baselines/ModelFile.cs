using System.Text.Json;
using System.Text.Json.Serialization;

namespace SignalDetect.Core.Baselines;

/// <summary>A model file as it stands; what later versions added may be missing, so that an earlier one is told by its version.</summary>
internal sealed record ModelContent(
    string Format, int Version, string Preset, int Step, SortedDictionary<string, StreamContent> Streams, DateTime? Until = null, BudgetContent? Budget = null);

internal sealed record BudgetContent(double FalseAlarmsPerWeek, double Alarm, double StreamWeeks);

internal sealed record StreamContent(double[] Fast, double[] Profile, DateTime? From = null, DateTime? Until = null, double? Alarm = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
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
            return Wrong(content) is { } wrong ? throw new ModelException($"{path}: {wrong}") : Model(content);
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
        var streams = new SortedDictionary<string, StreamContent>(StringComparer.Ordinal);
        foreach (var (name, stream) in model.Streams)
            streams[name] = new StreamContent(stream.Fast, stream.Profile, Time(stream.From), Time(stream.Until), stream.Alarm);
        var budget = model.Budget is { } kept ? new BudgetContent(kept.FalseAlarmsPerWeek, kept.Alarm, kept.StreamWeeks) : null;
        JsonSerializer.Serialize(
            to, new ModelContent(BaselineModel.Format, BaselineModel.Version, model.Preset, model.StepSeconds, streams, Time(model.Until), budget),
            ModelJson.Default.ModelContent);
    }

    private static string? Wrong(ModelContent content)
    {
        if (content.Format != BaselineModel.Format) return $"$.format: must be '{BaselineModel.Format}', not '{content.Format}'";
        if (content.Version != BaselineModel.Version) return $"$.version: this program reads version {BaselineModel.Version}, not {content.Version}; train would write it anew";
        if (content.Step <= 0) return $"$.step: must be positive, not {content.Step}";
        if (content.Until is not { } learnt) return "$.until: is missing; nothing was learnt from what happened at or after it";
        if (content.Budget is { } budget && !(budget.Alarm > 0 && budget.FalseAlarmsPerWeek > 0)) return "$.budget: alarm and falseAlarmsPerWeek must be above 0";
        foreach (var (name, stream) in content.Streams)
        {
            if (stream.From is not { } from || stream.Until is not { } until) return $"$.streams['{name}']: lacks 'from' or 'until', the time that it was learnt from";
            if (until <= from || until > learnt) return $"$.streams['{name}'].until: must be after from, and not after $.until";
            if (stream.Alarm <= 0) return $"$.streams['{name}'].alarm: must be above 0";
        }

        return null;
    }

    private static BaselineModel Model(ModelContent content)
    {
        var model = new BaselineModel(
            content.Preset, content.Step, Milliseconds(content.Until!.Value),
            content.Budget is { } budget ? new AlarmBudget(budget.FalseAlarmsPerWeek, budget.Alarm, budget.StreamWeeks) : null);
        foreach (var (name, stream) in content.Streams)
            model.Add(name, new StreamModel(Milliseconds(stream.From!.Value), Milliseconds(stream.Until!.Value), stream.Fast, stream.Profile, stream.Alarm));
        return model;
    }

    private static DateTime Time(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    private static long Milliseconds(DateTime time) =>
        (long)(DateTime.SpecifyKind(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMilliseconds;
}
