using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Tests.Golden;

namespace SignalDetect.Core.Tests.Detectors.Spectral;

/// <summary>One recorded run of ML.NET's spectral detectors.</summary>
/// <param name="Name">Input and parameters, for messages.</param>
/// <param name="Columns">By name; none where the call failed.</param>
/// <param name="Error">The type of the exception where it failed.</param>
internal sealed record SpectralRecording(string Name, string Input, JsonElement Record, double[] Values, IReadOnlyDictionary<string, double[]> Columns, string? Error)
{
    public JsonElement Parameters => Record.GetProperty("params");

    /// <summary>The settings of a recording of SR-CNN on a whole series.</summary>
    public SrCnnSettings Settings => new()
    {
        Threshold = Parameters.GetProperty("threshold").GetDouble(),
        BatchSize = Parameters.GetProperty("batchSize").GetInt32(),
        Sensitivity = Parameters.GetProperty("sensitivity").GetDouble(),
        Mode = Enum.Parse<SrCnnMode>(Parameters.GetProperty("detectMode").GetString()!),
        Period = Parameters.GetProperty("period").GetInt32(),
        Deseasonality = Enum.Parse<Deseasonality>(Parameters.GetProperty("deseasonalityMode").GetString()!),
    };

    /// <summary>A column of a row by its name in a recording.</summary>
    public static double Column(in SrCnnRow row, string name) => name switch
    {
        "alert" => row.Alert ? 1 : 0,
        "score" => row.Score,
        "mag" => row.Magnitude,
        "expected" => row.Expected,
        "boundaryUnit" => row.Unit,
        "upper" => row.Upper,
        "lower" => row.Lower,
        _ => throw new ArgumentException(name),
    };

    /// <summary>All of a file but those of which <c>ill_conditioned</c> has an entry under a check of this name.</summary>
    public static IEnumerable<SpectralRecording> All(string file, string check)
    {
        var ill = JsonDocument.Parse(GoldenFile.Read("ill_conditioned.json.gz")).RootElement.GetProperty("entries").EnumerateObject()
            .Where(one => one.Name.StartsWith(check, StringComparison.Ordinal)).SelectMany(one => one.Value.EnumerateArray().Select(entry => entry.GetString()!)).ToArray();
        var root = JsonDocument.Parse(GoldenFile.Read(file)).RootElement;
        foreach (var record in root.GetProperty("records").EnumerateArray())
        {
            var input = record.GetProperty("input").GetString()!;
            var name = $"{input} {record.GetProperty("params").GetRawText()}";
            if (ill.Any(one => one.StartsWith(name + ":", StringComparison.Ordinal))) continue;
            var columns = record.TryGetProperty("transform", out var transform) ? transform.EnumerateObject().ToDictionary(one => one.Name, one => Numbers(one.Value)) : [];
            var error = record.TryGetProperty("error", out var failed) ? failed.GetProperty("type").GetString() : null;
            yield return new SpectralRecording(name, input, record, Numbers(root.GetProperty("inputs").GetProperty(input).GetProperty("values")), columns, error);
        }
    }

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? double.Parse(one.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : one.GetDouble())];
}
