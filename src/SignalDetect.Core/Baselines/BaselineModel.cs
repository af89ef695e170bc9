using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Baselines;

/// <summary>What was learnt of streams from history: a model file's content.</summary>
public sealed class BaselineModel
{
    /// <summary>The file's <c>format</c>.</summary>
    public const string Format = "signaldetect-model";

    /// <summary>The file's <c>version</c>.</summary>
    public const int Version = 2;

    private readonly SortedDictionary<string, StreamModel> streams = new(StringComparer.Ordinal);

    /// <summary>A model without streams.</summary>
    /// <param name="preset">Name of the preset that learnt it.</param>
    /// <param name="stepSeconds">Length of its windows.</param>
    /// <param name="until">Nothing was learnt from what happened at or after it, Unix milliseconds.</param>
    /// <param name="budget">What its thresholds were fitted to; null where they are the preset's own.</param>
    public BaselineModel(string preset, int stepSeconds, long until, AlarmBudget? budget = null) =>
        (Preset, StepSeconds, Until, Budget) = (preset, stepSeconds, until, budget);

    /// <summary>Name of the preset that learnt it.</summary>
    public string Preset { get; }

    /// <summary>Length of its windows, seconds.</summary>
    public int StepSeconds { get; }

    /// <summary>What its thresholds were fitted to; null where they are the preset's own.</summary>
    public AlarmBudget? Budget { get; }

    /// <summary>Nothing was learnt from what happened at or after it, of any stream: the end of the newest window that taught. Unix milliseconds.</summary>
    public long Until { get; }

    /// <summary>The streams by their full names, in ordinal order.</summary>
    public IReadOnlyDictionary<string, StreamModel> Streams => streams;

    /// <summary>Adds a stream, or puts it in the place of an older one.</summary>
    public void Add(string stream, StreamModel learnt) => streams[stream] = learnt;

    /// <summary>The thresholds of a stream as a multiple of its preset's: its own, or for a stream that is not in the model those of all together.</summary>
    /// <returns>1 where the model says nothing, as for another preset or windows of another length.</returns>
    public double Thresholds(string stream, StreamDetector detector)
    {
        if (Preset != detector.Preset.Name || StepSeconds != detector.StepSeconds) return 1;
        return (streams.GetValueOrDefault(stream)?.Alarm ?? Budget?.Alarm ?? detector.AlarmEvidence) / detector.AlarmEvidence;
    }

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

/// <summary>What thresholds were fitted to.</summary>
/// <param name="FalseAlarmsPerWeek">The false alarms a stream and week that are accepted.</param>
/// <param name="Alarm">The evidence of an alarm that keeps them over all streams together, nats: the threshold of a stream that the model does not know.</param>
/// <param name="StreamWeeks">Weeks of quiet windows, over all streams, that it was learnt from.</param>
public sealed record AlarmBudget(double FalseAlarmsPerWeek, double Alarm, double StreamWeeks);

/// <summary>What was learnt of one stream.</summary>
/// <param name="From">Start of the first window that taught, Unix milliseconds.</param>
/// <param name="Until">End of the last one.</param>
/// <param name="Fast">The state as a detector left it: what every window changes.</param>
/// <param name="Profile">The day and the week.</param>
/// <param name="Alarm">The evidence of an alarm, nats; null where it is the one of all streams.</param>
public sealed record StreamModel(long From, long Until, double[] Fast, double[] Profile, double? Alarm = null);

/// <summary>A model file does not fit; the message is one line that names the file, the place and what would be right.</summary>
public sealed class ModelException(string message) : Exception(message);
