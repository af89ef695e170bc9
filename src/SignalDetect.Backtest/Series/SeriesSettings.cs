using System.Collections.Concurrent;
using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Series;

/// <summary>How the streams of series are judged.</summary>
/// <param name="pipeline">The pipeline's name, part of every id.</param>
/// <param name="preset">The detector with its parameters.</param>
/// <param name="kind">What the values are.</param>
internal sealed class SeriesSettings(string pipeline, Preset preset, ValueKind kind)
{
    private readonly ConcurrentDictionary<int, StreamDetector> detectors = [];

    public string Pipeline => pipeline;

    public ValueKind Kind => kind;

    /// <summary>The detector for windows of a length; it holds nothing of a stream, so that many share it.</summary>
    public StreamDetector Detector(int stepSeconds) => detectors.GetOrAdd(stepSeconds, static (step, preset) => new StreamDetector(preset, step), preset);

    /// <summary>Gives a stream the state from which it starts: the model's where it knows the stream.</summary>
    public void Start(SeriesStream stream, StreamDetector detector, Span<double> fast, Span<double> profile)
    {
        if (kind == ValueKind.Measurements) detector.StartMeasurement(fast, profile);
        else detector.Start(fast, profile);
    }
}
