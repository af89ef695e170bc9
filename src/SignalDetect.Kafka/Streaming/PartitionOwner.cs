namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// Owns a partition from its assignment on: loads it, works through its batches, and leaves it with a snapshot. Nobody else touches the partition's stages.
/// </summary>
internal sealed class PartitionOwner
{
    private readonly Surroundings surroundings;
    private readonly PartitionFeed feed;
    private readonly LogEnds ends;
    private readonly PartitionStore store;
    private readonly OutboxPublisher publisher;
    private readonly CancellationTokenSource leave = new();
    private readonly CancellationTokenSource drop = new();

    public PartitionOwner(Surroundings surroundings, PartitionFeed feed, LogEnds ends)
    {
        (this.surroundings, this.feed, this.ends) = (surroundings, feed, ends);
        var key = surroundings.Key(feed.Partition);
        store = new PartitionStore(surroundings.Store, key, surroundings.Partitions);
        publisher = new OutboxPublisher(surroundings, key);
        Running = Task.Run(RunAsync);
    }

    /// <summary>Says how it ended; throws what waiting does not mend.</summary>
    public Task<OwnerEnd> Running { get; }

    /// <summary>Finish the batch, commit, and stop.</summary>
    public void Leave() => leave.Cancel();

    /// <summary>Stop at once; what is not committed is left to the next owner.</summary>
    public void Drop()
    {
        drop.Cancel();
        leave.Cancel();
    }

    private async Task<OwnerEnd> RunAsync()
    {
        try
        {
            var run = await LoadAsync().ConfigureAwait(false);
            using var publishing = CancellationTokenSource.CreateLinkedTokenSource(drop.Token);
            var published = publisher.RunAsync(publishing.Token);
            try
            {
                if (!await WorkAsync(run, published).ConfigureAwait(false))
                {
                    surroundings.Log.Fenced(feed.Partition);
                    await publishing.CancelAsync().ConfigureAwait(false);
                    return OwnerEnd.Fenced;
                }

                await run.LeaveAsync(drop.Token).ConfigureAwait(false);
                surroundings.Log.Left(feed.Partition, run.Next);
            }
            finally
            {
                publisher.Complete();
            }

            await published.ConfigureAwait(false);
            return OwnerEnd.Left;
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            return OwnerEnd.Left;
        }
    }

    private async Task<PartitionRun> LoadAsync()
    {
        var stored = await store.TakeAsync(leave.Token).ConfigureAwait(false);
        var (first, end) = await ends.OfAsync(feed.Partition, leave.Token).ConfigureAwait(false);
        var position = LogPosition.Find(stored, first, end);
        if (position.Lost is { } lost)
        {
            surroundings.Log.Gap(feed.Partition, lost, first, position.Missing, position.What);
            surroundings.Metrics.Gap(position.Missing);
        }

        var run = new PartitionRun(surroundings, feed.Partition, store, stored, position);
        surroundings.Log.Loaded(feed.Partition, position.Start, position.OutcomesFrom);
        surroundings.Metrics.Reached(feed.Partition, position.OutcomesFrom);
        surroundings.Offsets.Reached(feed.Partition, position.OutcomesFrom);
        feed.StartAt(position.Start);
        return run;
    }

    /// <returns>False when the partition has another owner.</returns>
    private async Task<bool> WorkAsync(PartitionRun run, Task published)
    {
        try
        {
            while (await feed.Batches.WaitToReadAsync(leave.Token).ConfigureAwait(false))
            {
                while (!leave.IsCancellationRequested && feed.Batches.TryRead(out var batch))
                {
                    if (!await run.TakeAsync(batch, drop.Token).ConfigureAwait(false)) return false;
                    if (run.HasNews) publisher.Wake();
                    if (published.IsFaulted) await published.ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested && !drop.IsCancellationRequested)
        {
            // Between two batches: nothing is half done.
        }

        return true;
    }
}
