using SignalDetect.Backtest.Measures;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Shards;

/// <summary>What was found in one stream, in a shard's file.</summary>
/// <param name="Number">Its number among all streams of the input.</param>
/// <param name="Name">Its name.</param>
/// <param name="StepSeconds">The length of its windows.</param>
/// <param name="Rows">Rows, those not collected among them.</param>
/// <param name="LeftOut">Those of them that are left out.</param>
/// <param name="ScoredFrom">Start of the first window that counts, Unix milliseconds.</param>
/// <param name="Collected">Rows that were judged.</param>
/// <param name="Alerts">Starts of the windows with an alert, Unix milliseconds.</param>
/// <param name="StrongStarts">Starts of the windows whose score reaches the least threshold.</param>
/// <param name="StrongScores">The scores of these.</param>
/// <param name="QuietWindows">Quiet windows with a p-value.</param>
/// <param name="QuietAtMost">Those with a p-value of at most each level of the calibration.</param>
/// <param name="Nab">For NAB's scores; null without labels.</param>
/// <param name="Points">For the point-adjusted F1; null without labels.</param>
/// <param name="Chart">Its course.</param>
/// <param name="Detections">Its detections.</param>
/// <param name="Incidents">Its incidents, each one's newest revision.</param>
internal sealed record StreamPart(
    int Number, string Name, int StepSeconds, long Rows, long LeftOut, long ScoredFrom, long Collected, long[] Alerts, long[] StrongStarts, double[] StrongScores, long QuietWindows, long[] QuietAtMost,
    NabPart? Nab, PointsPart? Points, ChartPart Chart, IReadOnlyList<DetectionRow> Detections, IReadOnlyList<IncidentRow> Incidents)
{
    public static StreamPart Of(StreamResult stream) => new(
        stream.Number, stream.Name, stream.StepSeconds, stream.Rows, stream.LeftOut, stream.ScoredFrom, stream.Collected, [.. stream.Alerts], [.. stream.Strong.Select(row => row.Start)],
        [.. stream.Strong.Select(row => row.Score)], stream.Tally.Quiet.Windows, [.. stream.Tally.Quiet.AtMost], stream.Tally.Nab is { } nab ? NabPart.Of(nab) : null,
        stream.Tally.Points is { } points ? PointsPart.Of(points) : null, ChartPart.Of(stream.Chart), stream.Sink.Detections,
        Report.RowFiles.Incidents([stream.Sink]));

    /// <exception cref="ArgumentException">Its columns differ in length.</exception>
    /// <exception cref="IndexOutOfRangeException">They do.</exception>
    public StreamResult Restored()
    {
        var tally = new RowTally(QuietTally.Of(QuietWindows, QuietAtMost), Nab?.Restored(), Points?.Restored());
        var stream = new StreamResult(Name, StepSeconds, Chart.Restored(), tally, ScoredFrom) { Number = Number };
        stream.Restore(Rows, LeftOut, Collected, Alerts, StrongStarts.Select((start, i) => (start, StrongScores[i])));
        stream.Sink.Detections.AddRange(Detections);
        stream.Sink.Incidents.AddRange(Incidents);
        return stream;
    }
}
