namespace SignalDetect.Core.Detectors.Presets;

/// <summary>A preset file does not fit; the message is one line that names the file, the place and what would be right.</summary>
public sealed class PresetException(string message) : Exception(message);
