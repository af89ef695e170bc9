using SignalDetect.Core.Pipeline;

namespace SignalDetect.Testing;

/// <summary>What a store does with a commit in a test.</summary>
public enum CommitFault
{
    /// <summary>Commits.</summary>
    None,

    /// <summary>Fails for a while, with nothing written.</summary>
    Before,

    /// <summary>Writes everything, and fails for a while nevertheless.</summary>
    After,

    /// <summary>Knows a later owner.</summary>
    Fenced,

    /// <summary>Fails for good.</summary>
    Fatal,
}

/// <summary>A failure of a store that a test has ordered.</summary>
public sealed class OrderedFault(StoreFailure failure) : Exception($"ordered: {failure}")
{
    /// <summary>What it means.</summary>
    public StoreFailure Failure => failure;
}

/// <summary>A store that keeps rows, state and offsets as a database would, for as long as it lives.</summary>
public sealed class MemoryStore : IStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<int, StoredPartition> partitions = [];
    private readonly List<(PartitionKey Key, OutboxMessage Message)> outbox = [];
    private readonly List<PartitionCommit> commits = [];
    private readonly RowBook book = new();
    private int count;
    private long lastMessage;

    /// <summary>Decides what becomes of a commit.</summary>
    public Func<PartitionCommit, CommitFault> OnCommit { get; set; } = _ => CommitFault.None;

    /// <summary>Decides whether a partition can be taken; what cannot fails for a while.</summary>
    public Func<PartitionKey, bool> OnTake { get; set; } = _ => true;

    /// <summary>While it is true, nothing answers.</summary>
    public bool IsAway { get; set; }

    /// <summary>While it is true, nobody is told what waits to be published.</summary>
    public bool KeepsOutbox { get; set; }

    /// <summary>All commits that were written, in order.</summary>
    public IReadOnlyList<PartitionCommit> Commits
    {
        get
        {
            lock (gate) return [.. commits];
        }
    }

    /// <summary>The messages that wait to be published.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return outbox.Count;
        }
    }

    /// <summary>A partition's committed offset.</summary>
    public long Offset(int partition)
    {
        lock (gate) return partitions.TryGetValue(partition, out var stored) ? stored.Offset : 0;
    }

    /// <summary>A partition's latest epoch; 0 where nobody has taken it.</summary>
    public long Epoch(int partition)
    {
        lock (gate) return partitions.TryGetValue(partition, out var stored) ? stored.Epoch : 0;
    }

    /// <summary>Looks at the rows while nobody writes.</summary>
    public T Look<T>(Func<RowBook, T> at)
    {
        lock (gate)
        {
            book.Totals = partitions.Values.Aggregate(default(Totals), (sum, stored) => sum + stored.Totals);
            return at(book);
        }
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancel) => Task.FromResult(Answer(() => true));

    /// <inheritdoc/>
    public Task<StoredPartition> TakeAsync(PartitionKey key, int partitions, CancellationToken cancel) => Task.FromResult(Answer(() =>
    {
        if (!OnTake(key)) throw new OrderedFault(StoreFailure.Transient);
        if (count == 0) count = partitions;
        if (count != partitions) throw new PartitionCountException($"{partitions} partitions instead of {count}");
        var stored = this.partitions.GetValueOrDefault(key.Partition) ?? new StoredPartition(0, 0, default, 0, default);
        return this.partitions[key.Partition] = stored with { Epoch = stored.Epoch + 1 };
    }));

    /// <inheritdoc/>
    public Task<bool> CommitAsync(PartitionCommit commit, CancellationToken cancel) => Task.FromResult(Answer(() =>
    {
        var fault = OnCommit(commit);
        if (fault is CommitFault.Before) throw new OrderedFault(StoreFailure.Transient);
        if (fault is CommitFault.Fatal) throw new OrderedFault(StoreFailure.Fatal);
        var stored = partitions[commit.Key.Partition];
        if (fault is CommitFault.Fenced || stored.Epoch != commit.Epoch) return false;
        partitions[commit.Key.Partition] = commit.Snapshot is { } snapshot
            ? new StoredPartition(commit.Epoch, commit.Offset, snapshot.ToArray(), commit.Offset, commit.Totals)
            : stored with { Offset = commit.Offset, Totals = commit.Totals };
        book.Add(commit);
        Publish(commit);
        commits.Add(commit with { Detections = [], Incidents = [], Events = [], Counts = [], Collected = [] });
        return fault is CommitFault.After ? throw new OrderedFault(StoreFailure.Transient) : true;
    }));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxMessage>> PendingAsync(PartitionKey key, int limit, CancellationToken cancel) => Task.FromResult(Answer(
        () => (IReadOnlyList<OutboxMessage>)[.. outbox.Where(one => one.Key == key && !KeepsOutbox).Select(one => one.Message).Take(limit)]));

    /// <inheritdoc/>
    public Task PublishedAsync(PartitionKey key, long through, CancellationToken cancel) => Task.FromResult(Answer(
        () => outbox.RemoveAll(one => one.Key == key && one.Message.Id <= through)));

    /// <inheritdoc/>
    public StoreFailure Classify(Exception error) => error is OrderedFault fault ? fault.Failure : StoreFailure.Bug;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private T Answer<T>(Func<T> question)
    {
        lock (gate) return IsAway ? throw new OrderedFault(StoreFailure.Transient) : question();
    }

    private void Publish(PartitionCommit commit)
    {
        foreach (var row in commit.Detections) Add("detections", row.ServiceId, $$"""{"detectionId":"{{row.DetectionId}}"}""");
        foreach (var row in commit.Incidents) Add("incidents", row.ServiceId, $$"""{"incidentId":"{{row.IncidentId}}","revision":{{row.Revision}}}""");

        void Add(string topic, string service, string value) => outbox.Add((commit.Key, new OutboxMessage(++lastMessage, topic, service, value)));
    }
}
