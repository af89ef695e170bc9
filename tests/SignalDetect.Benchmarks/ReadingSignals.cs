using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SignalDetect.Core.Signals;
using SignalDetect.Testing;

namespace SignalDetect.Benchmarks;

/// <summary>From bytes to resolved signals, against the usual way: a source-generated serializer into a record, then dictionaries.</summary>
internal static partial class ReadingSignals
{
    private static readonly byte[][] Lines = [.. new SignalStory(1, SignalStory.Monday).Reports("tiktok", 0, 100, 500).Reports("youtube", 0, 100, 500).Lines()];

    public static void Run()
    {
        var reader = new SignalReader(Setups.Catalogue, Setups.Default().Matcher, 120_000);
        var services = Setups.Catalogue.Services.ToDictionary(service => service.Id);
        var features = Setups.Catalogue.Services.ToDictionary(service => service.Id, service => service.Features.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i));
        SideBySide.Compare(
            "bytes to resolved signal", Lines.Length,
            ("SignalReader", () =>
            {
                foreach (var line in Lines)
                    if (reader.Read(line, SignalStory.Monday, SignalStory.Monday, forwarded: true).Outcome != ReadOutcome.Parts) throw new InvalidOperationException("A report was not read.");
            }),
            ("JsonSerializer", () =>
            {
                foreach (var line in Lines)
                {
                    var report = JsonSerializer.Deserialize(line, Usual.Default.Report)!;
                    if (!services.ContainsKey(report.Service) || !features[report.Service].ContainsKey(report.Feature)) throw new InvalidOperationException(Encoding.UTF8.GetString(line));
                }
            }));
    }

    internal sealed record Report(string Id, DateTimeOffset At, string Source, string Kind, string Service, string Feature, string Region, string Device, string Reporter);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Report))]
    internal sealed partial class Usual : JsonSerializerContext;
}
