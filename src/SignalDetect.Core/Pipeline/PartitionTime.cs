namespace SignalDetect.Core.Pipeline;

/// <summary>
/// What time it is in one partition: its own, and what the other partitions have relayed. All of it comes from the log, so that a replay sees the same.
/// </summary>
public sealed class PartitionTime(int partition, int partitions)
{
    /// <summary>Time is acted on every tenth second.</summary>
    public const long Tick = 10_000;

    private const long Unknown = long.MinValue;

    private readonly long[] relayed = Enumerable.Repeat(Unknown, partitions).ToArray();
    private long own = Unknown;

    /// <summary>The largest timestamp of the partition's own records: those that carry no origin. Null before the first.</summary>
    public long? Own => own == Unknown ? null : own;

    /// <summary>True when the last record may have moved the time reached, at a whole tick.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>True when the newest own record is a tick that a service wrote.</summary>
    public bool NewestIsServiceTick { get; private set; }

    /// <summary>The first time seen in the log: what was before is unknown.</summary>
    public long? First { get; private set; }

    /// <summary>Takes the timestamp of an own record.</summary>
    /// <returns>The partition's time with it.</returns>
    public long Read(long timestamp)
    {
        First ??= timestamp;
        NewestIsServiceTick = false;
        HasMoved = own == Unknown || Whole(timestamp) > Whole(own);
        return own = Math.Max(own, timestamp);
    }

    /// <summary>Says that the record read last is a service's own tick.</summary>
    public void ReadServiceTick() => NewestIsServiceTick = true;

    /// <summary>Takes a time which another partition relayed.</summary>
    public void Relay(int from, long time)
    {
        time = RowTime.Within(time);
        First ??= time;
        HasMoved = true;
        if ((uint)from < (uint)relayed.Length) relayed[from] = Math.Max(relayed[from], time);
    }

    /// <summary>Takes the arrival of a forwarded signal, which only tells where the log begins.</summary>
    public void Forwarded(long arrival)
    {
        First ??= arrival;
        HasMoved = false;
    }

    /// <summary>The last time that a partition relayed; null where it has not yet.</summary>
    public long? RelayedBy(int other) => relayed[other] == Unknown ? null : relayed[other];

    /// <summary>
    /// The time this partition can vouch for, at a whole tick. A partition without a record of its own has nothing to wait for: it passes on the largest time
    /// relayed to it, so that nobody waits for a partition that is empty. Null before any time is known.
    /// </summary>
    public long? Vouched => (own != Unknown ? own : relayed.Max()) is var time && time == Unknown ? null : Whole(time);

    /// <summary>The time that everything up to has been read for, here and in all other partitions, at a whole tick; null while one is unknown.</summary>
    public long? Reached
    {
        get
        {
            if (Vouched is not { } least) return null;
            for (var other = 0; other < partitions; other++)
                if (other != partition) least = Math.Min(least, relayed[other]);
            return least == Unknown ? null : Whole(least);
        }
    }

    /// <summary>Writes the times.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(own);
        to.Write(NewestIsServiceTick);
        to.Write(First ?? Unknown);
        foreach (var time in relayed) to.Write(time);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader from)
    {
        own = from.ReadInt64();
        NewestIsServiceTick = from.ReadBoolean();
        First = from.ReadInt64() is var first && first == Unknown ? null : first;
        for (var i = 0; i < relayed.Length; i++) relayed[i] = from.ReadInt64();
    }

    /// <summary>The last whole tick up to a time.</summary>
    public static long Whole(long time) => time - ((time % Tick) + Tick) % Tick;
}
