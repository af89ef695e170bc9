using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>A loaded partition: takes batch after batch through the stages, sends what leaves for Kafka, and commits.</summary>
internal sealed class PartitionRun
{
    private readonly Surroundings surroundings;
    private readonly int partition;
    private readonly PartitionStore store;
    private readonly PartitionPipeline pipeline;
    private readonly BatchRecords records;
    private readonly LogTicks ticks;
    private readonly SnapshotCadence cadence = new();
    private readonly BatchOutput output = new();
    private readonly long outcomesFrom;
    private Totals totals;

    /// <param name="stored">What the store had.</param>
    /// <param name="position">Where reading begins.</param>
    /// <exception cref="InvalidDataException">The stored snapshot is damaged, or of another version.</exception>
    public PartitionRun(Surroundings surroundings, int partition, PartitionStore store, StoredPartition stored, LogPosition position)
    {
        (this.surroundings, this.partition, this.store) = (surroundings, partition, store);
        pipeline = new PartitionPipeline(surroundings.Setup, partition, surroundings.Partitions);
        records = new BatchRecords(surroundings.Options, partition, surroundings.Partitions);
        ticks = new LogTicks(surroundings, partition);
        outcomesFrom = position.OutcomesFrom;
        totals = stored.Totals;
        Next = position.Start;
        if (stored.Snapshot.IsEmpty) return;
        pipeline.Load(stored.Snapshot);
        // After a gap the old snapshot is of no more use: the first commit brings a new one.
        if (position.Lost is { } lost) pipeline.Miss(anew: position.Start < lost);
        else cadence.Stored(stored.Snapshot.Length);
    }

    /// <summary>The next offset to read.</summary>
    public long Next { get; private set; }

    /// <summary>True when the last commit left something to publish.</summary>
    public bool HasNews { get; private set; }

    private bool IsReadingAgain => Next < outcomesFrom;

    /// <summary>Takes a batch, up to and including its commit.</summary>
    /// <returns>False when the partition has another owner.</returns>
    public async Task<bool> TakeAsync(RecordBatch batch, CancellationToken cancel)
    {
        HasNews = false;
        var position = ReadAgain(batch.Records);
        if (position < batch.Records.Count)
        {
            Read(batch.Records, position, batch.Records.Count);
            await SendAsync(cancel).ConfigureAwait(false);
            if (!await CommitAsync(cadence.IsDue, cancel).ConfigureAwait(false)) return false;
            Show();
        }

        if (batch.AtEnd && !IsReadingAgain) await ticks.WriteAsync(pipeline.Time, cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>Stores a last snapshot, so that the next owner reads nothing again.</summary>
    public async Task LeaveAsync(CancellationToken cancel)
    {
        if (!IsReadingAgain && cadence.IsBehind) await CommitAsync(withSnapshot: true, cancel).ConfigureAwait(false);
    }

    /// <summary>Reads what has had its outcome: it makes the state, and nothing else.</summary>
    /// <returns>Where in the batch the new records begin.</returns>
    private int ReadAgain(List<LoggedRecord> batch)
    {
        if (!IsReadingAgain) return 0;
        var known = batch.FindIndex(record => record.Offset >= outcomesFrom);
        if (known < 0) known = batch.Count;
        if (known > 0) Read(batch, 0, known);
        if (known < batch.Count) Next = batch[known].Offset;
        output.Clear();
        return known;
    }

    private void Read(List<LoggedRecord> batch, int from, int to)
    {
        var clock = surroundings.Clock;
        for (var i = from; i < to; i++)
        {
            var record = batch[i];
            ticks.Read(record, clock);
            cadence.Read(record.Length);
            pipeline.Read(record.ToLogRecord(), output);
            Next = record.Offset + 1;
        }

        pipeline.Finish(output);
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        var signals = records.Signals(output);
        if (signals.Count > 0) await surroundings.Sender.SendAsync(signals, cancel).ConfigureAwait(false);
        var relays = records.Relays(output);
        if (relays.Count > 0) await surroundings.Sender.SendAsync(relays, cancel).ConfigureAwait(false);
    }

    private async Task<bool> CommitAsync(bool withSnapshot, CancellationToken cancel)
    {
        // Not "Save() : null", which would make an empty snapshot of null.
        ReadOnlyMemory<byte>? snapshot = null;
        if (withSnapshot) snapshot = pipeline.Save();
        totals += output.Totals;
        var commit = new PartitionCommit(
            surroundings.Key(partition), 0, Next, snapshot, pipeline.Acted ?? pipeline.Time.Own ?? 0, output.NewHour, totals, output.Rows.Detections,
            output.Rows.Incidents, output.Rows.Events, output.Counts, output.Collected);
        if (!await store.CommitAsync(commit, cancel).ConfigureAwait(false)) return false;
        if (snapshot is { } stored) cadence.Stored(stored.Length);
        return true;
    }

    /// <summary>Tells those who watch what was committed.</summary>
    private void Show()
    {
        surroundings.Offsets.Reached(partition, Next);
        surroundings.Metrics.Committed(partition, Next, output);
        surroundings.Observer?.Invoke(partition, output);
        HasNews = output.Rows.Detections.Count + output.Rows.Incidents.Count > 0;
        output.Clear();
    }
}
