using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Incidents;

namespace SignalDetect.Core.Detectors;

/// <summary>A detector with its parameters, as <c>models/presets/*.json</c> states it; what a file leaves out keeps its default.</summary>
public sealed record Preset
{
    /// <summary>The name of the default detector: several views of the surprise.</summary>
    public const string Views = "views";

    /// <summary>The preset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The detector that raises alarms: <c>views</c>, or the name of one that can also be a witness.</summary>
    public string Primary { get; init; } = Views;

    /// <summary>Detectors that speak beside the primary one, in the order of their bits; at most 32.</summary>
    public IReadOnlyList<string> Witnesses { get; init; } = [];

    /// <summary>What a stream should show.</summary>
    public BaselineParameters Baseline { get; init; } = new();

    /// <summary>How far it strays from that.</summary>
    public DispersionParameters Dispersion { get; init; } = new();

    /// <summary>The default detector.</summary>
    public ViewParameters View { get; init; } = new();

    /// <summary>How evidence is held against its own past.</summary>
    public CalibrationParameters Calibration { get; init; } = new();

    /// <summary>What an incident teaches.</summary>
    public TeachingParameters Teaching { get; init; } = new();

    /// <summary>From evidence to an alarm.</summary>
    public DecisionParameters Decision { get; init; } = new();

    /// <summary>What a stream borrows that has no history.</summary>
    public YoungParameters Young { get; init; } = new();

    /// <summary>The detectors other than the default one.</summary>
    public DetectorParameters Detectors { get; init; } = new();

    /// <summary>From alarms to an incident.</summary>
    public IncidentSettings Incident { get; init; } = new();

    /// <summary>Reads a preset file.</summary>
    /// <exception cref="PresetException">The file is not there, is no preset, or has a key or value that does not fit: one line with file and place.</exception>
    public static Preset Load(string path) => PresetFile.Read(path);
}
