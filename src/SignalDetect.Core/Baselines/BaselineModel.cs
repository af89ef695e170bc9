using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Baselines;

/// <summary>What was learnt of streams from history: a model file's content.</summary>
public sealed class BaselineModel
{
    /// <summary>The file's <c>format</c>.</summary>
    public const string Format = "signaldetect-model";

    /// <summary>The file's <c>version</c>.</summary>
    public const int Version = 1;

    private readonly SortedDictionary<string, StreamModel> streams = new(StringComparer.Ordinal);

    /// <summary>A model without streams.</summary>
    /// <param name="preset">Name of the preset that learnt it.</param>
    /// <param name="stepSeconds">Length of its windows.</param>
    public BaselineModel(string preset, int stepSeconds) => (Preset, StepSeconds) = (preset, stepSeconds);

    /// <summary>Name of the preset that learnt it.</summary>
    public string Preset { get; }

    /// <summary>Length of its windows, seconds.</summary>
    public int StepSeconds { get; }

    /// <summary>The streams by their full names, in ordinal order.</summary>
    public IReadOnlyDictionary<string, StreamModel> Streams => streams;

    /// <summary>Adds a stream's state, or puts it in the place of an older one; copies it.</summary>
    public void Add(string stream, ReadOnlySpan<double> fast, ReadOnlySpan<double> profile) => streams[stream] = new StreamModel(fast.ToArray(), profile.ToArray());

    /// <summary>Why this model cannot serve a detector, as one line; null when it can.</summary>
    public string? Misfit(StreamDetector detector)
    {
        if (Preset != detector.Preset.Name) return $"$.preset: was learnt by '{Preset}', not by '{detector.Preset.Name}'";
        if (StepSeconds != detector.StepSeconds) return $"$.step: has windows of {StepSeconds} s, not of {detector.StepSeconds} s";
        foreach (var (name, stream) in streams)
            if (stream.Fast.Length != detector.FastLength || stream.Profile.Length != detector.ProfileLength)
                return $"$.streams['{name}']: has {stream.Fast.Length} and {stream.Profile.Length} numbers where this preset needs {detector.FastLength} and {detector.ProfileLength}";
        return null;
    }

    /// <summary>Reads a model file.</summary>
    /// <exception cref="ModelException">The file is not there or is no model of this format and version: one line with file and place.</exception>
    public static BaselineModel Load(string path) => ModelFile.Read(path);

    /// <summary>Reads a model file that has to serve a detector.</summary>
    /// <exception cref="ModelException">The file is not there, or does not fit: one line with file and place.</exception>
    public static BaselineModel Load(string path, StreamDetector detector)
    {
        var model = Load(path);
        return model.Misfit(detector) is { } misfit ? throw new ModelException($"{path}: {misfit}") : model;
    }

    /// <summary>Writes the model; every number comes back as it was.</summary>
    public void Save(Stream to) => ModelFile.Write(to, this);
}

/// <summary>One stream's state, as a detector left it.</summary>
public sealed record StreamModel(double[] Fast, double[] Profile);

/// <summary>A model file does not fit; the message is one line that names the file, the place and what would be right.</summary>
public sealed class ModelException(string message) : Exception(message);
