using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Shards;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest;

/// <summary>What a backtest does.</summary>
public sealed record BacktestOptions
{
    /// <summary>A file, or for series a folder of files.</summary>
    public required string Input { get; init; }

    /// <summary>The form of the input; null: by the file's extension, a folder is series.</summary>
    public InputFormat? Format { get; init; }

    /// <summary>The folder of the output; made where there is none.</summary>
    public required string Out { get; init; }

    /// <summary>The pipeline: its name, detector, model and, for signals, the catalogue and times.</summary>
    public required PipelineSetup Setup { get; init; }

    /// <summary>Pipelines with other presets that go over the same input for comparison; of them only the measures are kept.</summary>
    public IReadOnlyList<PipelineSetup> Against { get; init; } = [];

    /// <summary>What the values of series are; by default it is told from the values seen so far.</summary>
    public ValueKind ValueKind { get; init; }

    /// <summary>A file of labels to hold the alerts against; null for none.</summary>
    public string? Labels { get; init; }

    /// <summary>The form of the scores, by default <c>scores.csv</c>.</summary>
    public ScoresForm Scores { get; init; } = ScoresForm.Csv;

    /// <summary>Which of the streams are judged, and what is written lets <see cref="Shards.Merger"/> join them all; null for all of them.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Digests of what else decides what is found, by what it is called, such as the preset: only shards with the same ones can be joined.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Streams that are judged at once, by default as many as the machine has cores. The output does not depend on it.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;
}
