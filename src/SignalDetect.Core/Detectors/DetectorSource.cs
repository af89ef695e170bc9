namespace SignalDetect.Core.Detectors;

/// <summary>Another engine's detectors: makes the one of this name with a preset's parameters, or answers null where it has none, so that the native one is taken.</summary>
/// <param name="name">One of <see cref="DetectorList.Names"/>.</param>
/// <param name="preset">Its parameters.</param>
/// <param name="stepSeconds">Length of a window.</param>
public delegate IDetector? DetectorSource(string name, Preset preset, int stepSeconds);
