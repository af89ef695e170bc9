using SignalDetect.Core.Detectors;
using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Pipeline;

/// <summary>A signal that cannot be counted.</summary>
/// <param name="Offset">The record's place in the log.</param>
/// <param name="Index">The line within the record.</param>
/// <param name="Bytes">The line, its first 64 KiB.</param>
/// <param name="Length">The line's whole length in bytes.</param>
public sealed record DeadLetter(DeadLetterReason Reason, long Offset, int Index, byte[] Bytes, int Length);

/// <summary>A signal for another partition.</summary>
/// <param name="Partition">The home of its service.</param>
/// <param name="Service">The service id, the record's key.</param>
/// <param name="Arrival">The record's timestamp, Unix milliseconds.</param>
/// <param name="Time">The time of the partition where it was read, with it, Unix milliseconds.</param>
/// <param name="Origin">Where it was read.</param>
/// <param name="Value">The signal, one JSON object.</param>
public sealed record Forward(int Partition, string Service, long Arrival, long Time, Origin Origin, byte[] Value);

/// <summary>One closed window of a total, as a backtest writes it.</summary>
public readonly record struct ScoreRow(long Start, string Stream, double Value, StreamJudgement Judgement, bool Alert, string Incident);

/// <summary>Everything that a batch of records brings about; what leaves for Kafka is acknowledged before the rows are committed.</summary>
public sealed class BatchOutput
{
    /// <summary>Signals for <c>signals.dead</c>.</summary>
    public List<DeadLetter> Dead { get; } = [];

    /// <summary>Signals for their home partitions, in the order in which they were read.</summary>
    public List<Forward> Forwards { get; } = [];

    /// <summary>The time to relay to every other partition, after the forwards; null where it has not moved on.</summary>
    public long? Relay { get; set; }

    /// <summary>Detections, incidents and events.</summary>
    public RowSink Rows { get; } = new();

    /// <summary>Counts that are new or changed.</summary>
    public List<CountRow> Counts { get; } = [];

    /// <summary>The spans of time collected.</summary>
    public List<CollectedRow> Collected { get; } = [];

    /// <summary>Closed windows, for a backtest; null where nobody asks.</summary>
    public List<ScoreRow>? Scores { get; init; }

    /// <summary>What this batch adds to the sums.</summary>
    public Totals Totals { get; set; }

    /// <summary>True when a new hour has begun.</summary>
    public bool NewHour { get; set; }

    /// <summary>Empties it for the next batch.</summary>
    public void Clear()
    {
        Dead.Clear();
        Forwards.Clear();
        Relay = null;
        Rows.Clear();
        Counts.Clear();
        Collected.Clear();
        Scores?.Clear();
        Totals = default;
        NewHour = false;
    }
}
