using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Which partitions a waiting owner no longer waits for: those that have relayed nothing for a minute of the clock.</summary>
internal sealed class PassingOver
{
    private const long Patience = 60_000;

    private readonly int partition;
    private readonly long[] relayed;
    private readonly long[] passed;
    private readonly HashSet<long> ownTicks = [];

    /// <param name="clock">The clock when the partition was loaded, Unix milliseconds.</param>
    public PassingOver(int partition, int partitions, long clock)
    {
        this.partition = partition;
        relayed = new long[partitions];
        passed = new long[partitions];
        Array.Fill(relayed, clock);
        Array.Fill(passed, long.MinValue);
    }

    /// <summary>A relayed tick was read at a moment of the clock; the owner's own ticks in another's name are no sign of life.</summary>
    public void Relayed(int other, long offset, long clock)
    {
        if (ownTicks.Remove(offset)) return;
        relayed[other] = clock;
        passed[other] = long.MinValue;
    }

    /// <summary>The partitions to pass over now, at the time that this one can vouch for.</summary>
    public IEnumerable<int> Due(long clock, PartitionTime time)
    {
        if (time.Vouched is not { } vouched) yield break;
        for (var other = 0; other < relayed.Length; other++)
        {
            if (other == partition || vouched <= passed[other] || time.RelayedBy(other) >= vouched) continue;
            if (clock - relayed[other] >= Patience) yield return other;
        }
    }

    /// <summary>How long a partition has been silent, milliseconds of the clock.</summary>
    public long Silence(int other, long clock) => clock - relayed[other];

    /// <summary>A tick was written in another's name.</summary>
    /// <returns>True for the first one since the other was last heard of.</returns>
    public bool Written(int other, long time, long offset)
    {
        var first = passed[other] == long.MinValue;
        passed[other] = time;
        ownTicks.Add(offset);
        return first;
    }
}
