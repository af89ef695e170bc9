using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Tests.Golden;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>One recorded run of an ML.NET detector.</summary>
/// <param name="Name">Input and parameters, for messages.</param>
/// <param name="Rows">A batch's and an engine's rows; none where the call failed.</param>
/// <param name="Model">The trained model, where there is one.</param>
internal sealed record MlNetRecording(string Name, JsonElement Parameters, double[] Values, IReadOnlyList<MLNetRow[]> Rows, JsonElement Model)
{
    /// <summary>All of a file but those that hang on rounding.</summary>
    public static IEnumerable<MlNetRecording> All(string file)
    {
        var ill = JsonDocument.Parse(GoldenFile.Read("ill_conditioned.json.gz")).RootElement.GetProperty("entries").EnumerateObject()
            .SelectMany(check => check.Value.EnumerateArray().Select(one => $"{check.Name.Split(' ')[0]} {one.GetString()}")).ToArray();
        var root = JsonDocument.Parse(GoldenFile.Read(file)).RootElement;
        foreach (var record in root.GetProperty("records").EnumerateArray())
        {
            var (input, parameters) = (record.GetProperty("input").GetString()!, record.GetProperty("params"));
            var name = $"{record.GetProperty("detector").GetString()} {input} {parameters.GetRawText()}";
            if (ill.Any(one => one.StartsWith(name, StringComparison.Ordinal))) continue;
            var values = Numbers(root.GetProperty("inputs").GetProperty(input).GetProperty("values"));
            yield return new MlNetRecording(name, parameters, values, record.TryGetProperty("error", out _) ? [] : [.. Runs(record, values)], record.TryGetProperty("trainedModel", out var model) ? model : default);
        }
    }

    private static IEnumerable<MLNetRow[]> Runs(JsonElement record, double[] values)
    {
        var batch = record.GetProperty("transform");
        var engine = record.GetProperty("engine");
        yield return Rows(batch);
        yield return Rows(engine.ValueKind == JsonValueKind.String ? batch : engine);

        MLNetRow[] Rows(JsonElement columns)
        {
            var alerts = Numbers(columns.GetProperty("alert"));
            var raw = columns.GetProperty("rawScore") is { ValueKind: JsonValueKind.Array } own ? Numbers(own) : values;
            var p = Numbers(columns.GetProperty("pValue"));
            var martingale = columns.TryGetProperty("martingale", out var column) ? Numbers(column) : new double[p.Length];
            return [.. values.Select((_, i) => new MLNetRow(alerts[i] == 1, raw[i], p[i], martingale[i]))];
        }
    }

    public static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? Special(one.GetString()!) : one.GetDouble())];

    private static double Special(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new InvalidDataException($"'{text}' is no number"),
    };
}
