using System.Text;
using System.Text.Json.Nodes;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Testing;

/// <summary>Pipelines as the product sets them up, over a few of the shipped services, so that a test does not pay for hundreds.</summary>
public static class Setups
{
    private static readonly string[] Kept =
        ["tiktok", "instagram", "facebook", "whatsapp", "x", "youtube", "snapchat", "spotify", "google", "chatgpt", "signal", "aws"];

    /// <summary>The shipped catalogue, cut down to twelve services.</summary>
    public static ServiceCatalogue Catalogue { get; } = CutDown();

    /// <summary>The default preset with the default lateness and dedupe.</summary>
    public static PipelineSetup Default(string name = "test") => Of(name, "default");

    /// <summary>A shipped preset with the default lateness and dedupe.</summary>
    public static PipelineSetup Of(string name, string preset) => new(
        name, Catalogue, new Matcher(Catalogue, Lexicon.LoadAll(Repository.File("models/lexicon"))), Preset.Load(Repository.File($"models/presets/{preset}.json")),
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), Calendar: Calendar.Load(Repository.File("models/calendar.json")));

    private static ServiceCatalogue CutDown()
    {
        var regions = RegionList.Parse(File.ReadAllBytes(Repository.File("models/regions.json")), "regions.json");
        var shipped = JsonNode.Parse(File.ReadAllText(Repository.File("models/services.json")))!.AsObject();
        var services = new JsonArray();
        foreach (var service in shipped["services"]!.AsArray().Where(service => Kept.Contains((string)service!["id"]!)))
        {
            var copy = service!.DeepClone().AsObject();
            copy.Remove("related");
            copy.Remove("providers");
            services.Add((JsonNode)copy);
        }

        shipped["services"] = services;
        return ServiceCatalogue.Parse(Encoding.UTF8.GetBytes(shipped.ToJsonString()), "services.json", regions);
    }
}
