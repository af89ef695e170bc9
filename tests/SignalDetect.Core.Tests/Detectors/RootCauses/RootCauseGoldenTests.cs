using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet.RootCauses;
using SignalDetect.Core.Tests.Golden;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors.RootCauses;

public sealed class RootCauseGoldenTests
{
    [Fact]
    public void Localize_EveryRecordingOfMlNet_IsTheSame()
    {
        var records = Records();
        Assert.Equal(24, records.Length);
        foreach (var record in records)
        {
            var causes = Analysis(record, mlNetCompatible: true).Localize(Anomaly(record));
            var output = record.GetProperty("output");
            Assert.Equal([.. output.GetProperty("causes").EnumerateArray().Select(Text)], causes.Select(Text).ToArray());
            Assert.Equal(Text(output.GetProperty("single")), Text(causes[0]));
        }
    }

    [Fact]
    public void Localize_RightMode_DiffersInGainsAndInOneOrder()
    {
        var turned = new List<string>();
        foreach (var record in Records())
        {
            var right = Analysis(record, mlNetCompatible: false).Localize(Anomaly(record)).Select(cause => Text(cause with { Gain = 0 })).ToArray();
            string[] recorded = [.. record.GetProperty("output").GetProperty("causes").EnumerateArray().Select(Text)];
            Assert.Equal(recorded.Order(StringComparer.Ordinal), right.Order(StringComparer.Ordinal));
            if (!right.SequenceEqual(recorded)) turned.Add(record.GetProperty("name").GetString()!);
        }

        // Two dimensions with one anomalous value each: ratio against ratio puts the service first, ratio against gain the region.
        Assert.Equal(["single dominant"], turned);
    }

    private static JsonElement[] Records() => [.. JsonDocument.Parse(GoldenFile.Read("rootcause.json.gz")).RootElement.GetProperty("records").EnumerateArray()];

    private static RootCauseAnalysis Analysis(JsonElement record, bool mlNetCompatible)
    {
        var parameters = record.GetProperty("params");
        return new(parameters.GetProperty("beta").GetDouble(), parameters.GetProperty("rootCauseThreshold").GetDouble(), mlNetCompatible);
    }

    private static AnomalyToExplain Anomaly(JsonElement record)
    {
        var parameters = record.GetProperty("params");
        return new(
            [.. record.GetProperty("points").EnumerateArray().Select(Point)], Dimensions(parameters.GetProperty("anomalyDimension")),
            parameters.GetProperty("aggregateSymbol").GetString()!, Enum.Parse<Aggregation>(parameters.GetProperty("aggregateType").GetString()!));
    }

    private static MetricPoint Point(JsonElement point) => new(
        point.GetProperty("value").GetDouble(), point.GetProperty("expected").GetDouble(), point.GetProperty("delta").GetDouble(),
        point.GetProperty("isAnomaly").GetBoolean(), Dimensions(point.GetProperty("dimension")));

    private static Dictionary<string, string> Dimensions(JsonElement json) => json.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);

    private static string Text(JsonElement cause) => Text(new RootCause(
        cause.GetProperty("gain").GetDouble(), cause.GetProperty("gainRatio").GetDouble(),
        [.. cause.GetProperty("items").EnumerateArray().Select(item => new RootCauseItem(
            item.GetProperty("score").GetDouble(), Enum.Parse<Direction>(item.GetProperty("direction").GetString()!), Dimensions(item.GetProperty("dimension")),
            [.. item.GetProperty("path").EnumerateArray().Select(key => key.GetString()!)]))]));

    private static string Text(RootCause cause) => FormattableString.Invariant($"{cause.Gain:R} {cause.GainRatio:R}")
        + string.Concat(cause.Items.Select(item => FormattableString.Invariant(
            $"; {item.Score:R} {item.Direction} {string.Join(' ', item.Dimensions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value))} by {string.Join(' ', item.Path)}")));
}
