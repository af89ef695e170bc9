using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>One partition's place in the store, under the epoch of its present owner.</summary>
internal sealed class PartitionStore(StoreCalls calls, PartitionKey key, int partitions)
{
    private long epoch;
    private long offset;
    private bool isKnown = true;

    /// <summary>Takes the partition from whoever had it.</summary>
    public async Task<StoredPartition> TakeAsync(CancellationToken cancel)
    {
        var stored = await calls.CallAsync((store, token) => store.TakeAsync(key, partitions, token), cancel).ConfigureAwait(false);
        (epoch, offset) = (stored.Epoch, stored.Offset);
        return stored;
    }

    /// <summary>
    /// Commits a batch once. A commit that failed may have been done nevertheless: so the partition is taken again, and its offset says whether it was.
    /// </summary>
    /// <param name="commit">Everything to write; its epoch is filled in here.</param>
    /// <returns>False when another owner has the partition, or had it meanwhile.</returns>
    public async Task<bool> CommitAsync(PartitionCommit commit, CancellationToken cancel)
    {
        var done = await calls.CallAsync((store, token) => TryAsync(store, commit, token), cancel).ConfigureAwait(false);
        if (done) offset = commit.Offset;
        return done;
    }

    private async Task<bool> TryAsync(IStore store, PartitionCommit commit, CancellationToken cancel)
    {
        if (!isKnown)
        {
            var stored = await store.TakeAsync(key, partitions, cancel).ConfigureAwait(false);
            epoch = stored.Epoch;
            isKnown = true;
            if (stored.Offset == commit.Offset) return true;
            if (stored.Offset != offset) return false;
        }

        isKnown = false;
        var done = await store.CommitAsync(commit with { Epoch = epoch }, cancel).ConfigureAwait(false);
        isKnown = true;
        return done;
    }
}
