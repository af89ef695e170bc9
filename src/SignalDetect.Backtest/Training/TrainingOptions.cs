using SignalDetect.Core.Baselines;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Training;

/// <summary>What a training does.</summary>
public sealed record TrainingOptions
{
    /// <summary>A file, or for series a folder of files.</summary>
    public required string Input { get; init; }

    /// <summary>The form of the input; null: by the file's extension, a folder is series.</summary>
    public InputFormat? Format { get; init; }

    /// <summary>The model file to write.</summary>
    public required string Out { get; init; }

    /// <summary>The pipeline whose detector learns; its model, where it has one, is where the streams start from.</summary>
    public required PipelineSetup Setup { get; init; }

    /// <summary>Only what happened before it teaches, Unix milliseconds; by default all of it.</summary>
    public long Until { get; init; } = long.MaxValue;

    /// <summary>A file of labels; about them history is not quiet. Null: what the format brings along.</summary>
    public string? Labels { get; init; }

    /// <summary>False alarms a stream and week that are accepted, above 0, to which thresholds are fitted; null: they stay the preset's.</summary>
    public double? FalseAlarmsPerWeek { get; init; }

    /// <summary>What the values of series are; by default it is told from the values seen so far.</summary>
    public ValueKind ValueKind { get; init; }

    /// <summary>Streams that learn at once, by default as many as the machine has cores. The model does not depend on it.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;
}

/// <summary>What a training made.</summary>
/// <param name="Streams">Streams in the model.</param>
/// <param name="Points">Windows it went over.</param>
/// <param name="StepSeconds">The length of a window.</param>
/// <param name="Until">End of the newest window that taught, Unix milliseconds.</param>
/// <param name="Budget">What the thresholds were fitted to; null where they are the preset's.</param>
public sealed record TrainingResult(int Streams, long Points, int StepSeconds, long Until, AlarmBudget? Budget = null);
