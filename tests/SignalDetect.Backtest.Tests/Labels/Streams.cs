using SignalDetect.Backtest.Report;
using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Tests.Labels;

/// <summary>Makes results of runs: a stream-week of windows of ten minutes.</summary>
internal static class Streams
{
    private const long Minute = 60_000;
    private const int StepMinutes = 10;
    private const int Windows = 1008;

    /// <summary>A stream with alerts in some windows, minutes from the first.</summary>
    public static StreamResult Of(string name, params int[] alertMinutes)
    {
        var stream = new StreamResult(name, StepMinutes * 60, new Chart(0, Windows * StepMinutes * Minute, StepMinutes * Minute, Windows, 100));
        for (var window = 0; window < Windows; window++)
            stream.Add(window * StepMinutes * Minute, 1, StreamJudgement.Unknown, alertMinutes.Contains(window * StepMinutes));
        return stream;
    }
}
