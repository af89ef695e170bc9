namespace SignalDetect.Core.Pipeline;

/// <summary>Where one partition's rows, state and offset are kept. Implementations let I/O errors out; the caller retries in one place.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Creates or upgrades the schema where the store does that by itself; otherwise checks that it is there.</summary>
    /// <exception cref="StoreNotReadyException">The schema is missing or older than this program.</exception>
    Task PrepareAsync(CancellationToken cancel);

    /// <summary>Takes a partition: raises its epoch, so that every earlier owner is fenced, and reads what was last committed, in one transaction.</summary>
    /// <exception cref="PartitionCountException">The topic's partition count differs from the stored one.</exception>
    Task<StoredPartition> TakeAsync(PartitionKey key, int partitions, CancellationToken cancel);

    /// <summary>Writes everything of one batch in one transaction whose first statement updates the partition's row where the epoch still holds.</summary>
    /// <returns>False, with nothing written, when a later owner has taken the partition.</returns>
    Task<bool> CommitAsync(PartitionCommit commit, CancellationToken cancel);

    /// <summary>The partition's oldest messages that still have to be published, in order.</summary>
    Task<IReadOnlyList<OutboxMessage>> PendingAsync(PartitionKey key, int limit, CancellationToken cancel);

    /// <summary>Takes the messages up to and including <paramref name="through"/> out of the outbox.</summary>
    Task PublishedAsync(PartitionKey key, long through, CancellationToken cancel);

    /// <summary>Says what an exception of this store means, so that the caller knows whether to wait. A store without I/O has only bugs.</summary>
    StoreFailure Classify(Exception error) => StoreFailure.Bug;
}

/// <summary>What an exception of a store means.</summary>
public enum StoreFailure : byte
{
    /// <summary>The program's own fault; a repeat would fail the same way.</summary>
    Bug,

    /// <summary>The database is away, busy or full, or the connection was cut: wait, take the partition again (its offset says whether the last commit was done), go on.</summary>
    Transient,

    /// <summary>Wrong credentials, an unknown database, a file that is none: somebody has to put it right.</summary>
    Fatal,
}

/// <summary>One partition of one pipeline's topic.</summary>
public readonly record struct PartitionKey(string Pipeline, string Topic, int Partition);

/// <summary>What a new owner of a partition starts from.</summary>
/// <param name="Epoch">Proof of ownership; goes into every commit.</param>
/// <param name="Offset">The next offset to read with outcomes; 0 where nothing was committed yet.</param>
/// <param name="Snapshot">State as it was before <paramref name="SnapshotOffset"/> was read; empty where there is none.</param>
/// <param name="SnapshotOffset">Reading starts here; records before <paramref name="Offset"/> are read again without outcomes.</param>
/// <param name="Totals">The sums committed so far.</param>
public sealed record StoredPartition(long Epoch, long Offset, ReadOnlyMemory<byte> Snapshot, long SnapshotOffset, Totals Totals);

/// <summary>Everything one transaction writes.</summary>
/// <param name="Offset">The next offset to read: everything before it has had its outcome.</param>
/// <param name="Snapshot">The partition's state before <paramref name="Offset"/>, or null to keep the one stored.</param>
/// <param name="Time">The partition's time reached, Unix milliseconds; retention counts from it.</param>
/// <param name="Totals">The sums of the partition from its beginning, this batch included.</param>
/// <param name="RollUp">True when the hour of <paramref name="Time"/> is a new one, so that old windows are to be rolled up and deleted.</param>
public sealed record PartitionCommit(
    PartitionKey Key, long Epoch, long Offset, ReadOnlyMemory<byte>? Snapshot, long Time, bool RollUp, Totals Totals,
    IReadOnlyList<DetectionRow> Detections, IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<IncidentEventRow> Events,
    IReadOnlyList<CountRow> Counts, IReadOnlyList<CollectedRow> Collected);

/// <summary>The sums of a partition: signals first read here, and outcomes of parts decided here.</summary>
/// <param name="Sent">Signals read here first; ticks and forwarded ones are none.</param>
/// <param name="Extra">For a signal about k services, k - 1.</param>
public readonly record struct Totals(long Sent, long Extra, long Counted, long Duplicate, long Dead, long Unmatched)
{
    public static Totals operator +(Totals a, Totals b) => new(
        a.Sent + b.Sent, a.Extra + b.Extra, a.Counted + b.Counted, a.Duplicate + b.Duplicate, a.Dead + b.Dead, a.Unmatched + b.Unmatched);
}

/// <summary>A message for a published topic.</summary>
/// <param name="Id">Grows in the order of commits.</param>
/// <param name="Topic"><c>detections</c> or <c>incidents</c>.</param>
/// <param name="Key">The service id.</param>
/// <param name="Value">One JSON object, the row's fields in camelCase.</param>
public sealed record OutboxMessage(long Id, string Topic, string Key, string Value);

/// <summary>The schema is not there, or not the one this program needs.</summary>
public sealed class StoreNotReadyException(string message) : Exception(message);

/// <summary>The topic was created with another number of partitions.</summary>
public sealed class PartitionCountException(string message) : Exception(message);
