using SignalDetect.Core.Baselines;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Mentions;

namespace SignalDetect.Core.Pipeline;

/// <summary>All that a pipeline's stages are made from.</summary>
/// <param name="Name">The pipeline's name, part of every id.</param>
/// <param name="Catalogue">The services.</param>
/// <param name="Matcher">Finds services in posts.</param>
/// <param name="Preset">The detector with its parameters.</param>
/// <param name="Lateness">A window is final so long after its end.</param>
/// <param name="Dedupe">A signal that arrives again within this time is a duplicate.</param>
/// <param name="Model">State fitted from history, from which the streams that it knows start; null for none.</param>
/// <param name="Source">Where detectors come from before the native ones; null for those alone.</param>
/// <param name="Calendar">Hours in which a single window says nothing; null for none.</param>
public sealed record PipelineSetup(
    string Name, ServiceCatalogue Catalogue, Matcher Matcher, Preset Preset, TimeSpan Lateness, TimeSpan Dedupe, BaselineModel? Model = null,
    DetectorSource? Source = null, Calendar? Calendar = null)
{
    /// <summary>The length of a window of signals, seconds.</summary>
    public const int StepSeconds = 60;

    /// <summary>
    /// Windows that start before it are not judged, and teach only streams that the model does not know: in a backtest the end of what the model has learnt
    /// from. Unix milliseconds; by default every window is judged.
    /// </summary>
    public long JudgesFrom { get; init; } = long.MinValue;

    /// <summary>The thresholds of a service as a multiple of the preset's.</summary>
    public double Thresholds(string service) => Model?.Thresholds(service, Detector) ?? 1;

    /// <summary>The detector of a service's total.</summary>
    public StreamDetector Detector { get; } = new(Preset, StepSeconds, Source);

    /// <summary>The detector of a service's features, regions, devices and kinds: the same without witnesses, which speak of the total.</summary>
    public StreamDetector PartDetector { get; } = new(Preset with { Witnesses = [] }, StepSeconds, Source);
}
