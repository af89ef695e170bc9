using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Testing;

/// <summary>Pipelines as the product sets them up, from the repository's own models.</summary>
public static class Setups
{
    /// <summary>The shipped catalogue.</summary>
    public static ServiceCatalogue Catalogue { get; } = ServiceCatalogue.Load(Repository.File("models/services.json"));

    /// <summary>The default preset with the default lateness and dedupe.</summary>
    public static PipelineSetup Default(string name = "test") => new(
        name, Catalogue, new Matcher(Catalogue, Lexicon.LoadAll(Repository.File("models/lexicon"))), Preset.Load(Repository.File("models/presets/default.json")), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
}
