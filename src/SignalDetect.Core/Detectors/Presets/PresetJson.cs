using System.Text.Json.Serialization;

namespace SignalDetect.Core.Detectors.Presets;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    Converters = [typeof(SideConverter), typeof(BettingConverter), typeof(DeseasonalityConverter), typeof(ErrorFunctionConverter)])]
[JsonSerializable(typeof(Preset))]
internal sealed partial class PresetJson : JsonSerializerContext;

internal sealed class SideConverter() : JsonStringEnumConverter<Side>(System.Text.Json.JsonNamingPolicy.CamelCase, false);

internal sealed class BettingConverter() : JsonStringEnumConverter<Betting>(System.Text.Json.JsonNamingPolicy.CamelCase, false);

internal sealed class DeseasonalityConverter() : JsonStringEnumConverter<Deseasonality>(System.Text.Json.JsonNamingPolicy.CamelCase, false);

internal sealed class ErrorFunctionConverter() : JsonStringEnumConverter<ErrorFunction>(System.Text.Json.JsonNamingPolicy.CamelCase, false);
