using Confluent.Kafka;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// The one thread that polls the consumer: hands records to the partitions' feeds, pauses those whose owner cannot keep up, and follows the group's
/// assignments. The handlers return at once, as the client demands; a partition is loaded meanwhile, and what arrives for it until then is dropped.
/// </summary>
internal sealed class PollLoop
{
    private const int TendEvery = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromMilliseconds(2_200);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastOffsetsWithin = TimeSpan.FromMilliseconds(300);

    private readonly IConsumer<Ignore, byte[]?> consumer;
    private readonly Owners owners;
    private readonly Surroundings surroundings;
    private bool rejoin;

    public PollLoop(IConsumer<Ignore, byte[]?> consumer, Surroundings surroundings)
    {
        (this.consumer, this.surroundings) = (consumer, surroundings);
        owners = new Owners(surroundings, new LogEnds(consumer, surroundings.Options.Topic, surroundings.Watch, surroundings.Time));
    }

    private string Topic => surroundings.Options.Topic;

    /// <summary>Polls until it is told to stop, then leaves all partitions and the group.</summary>
    /// <exception cref="KafkaDeniedException">This program may not read there.</exception>
    /// <exception cref="KafkaException">The client cannot go on.</exception>
    public void Run(CancellationToken stop)
    {
        try
        {
            consumer.Subscribe(Topic);
            var taken = 0;
            while (!stop.IsCancellationRequested)
            {
                if (Poll() && ++taken < TendEvery) continue;
                taken = 0;
                Tend();
            }
        }
        finally
        {
            Revoked(owners.All());
            owners.Settle(SettleWithin);
            consumer.Close();
        }
    }

    /// <summary>The group has assigned partitions: the client waits at their ends until their owners know where to begin.</summary>
    public IEnumerable<TopicPartitionOffset> Assigned(List<TopicPartition> partitions)
    {
        foreach (var partition in partitions) owners.Begin(partition.Partition.Value);
        return partitions.Select(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    /// <summary>The group wants partitions back.</summary>
    public void Revoked(IReadOnlyList<int> partitions)
    {
        if (partitions.Count == 0) return;
        if (!owners.Leave(partitions, LeaveWithin)) surroundings.Log.LeavingAbruptly();
        surroundings.Offsets.Finish(consumer, LastOffsetsWithin);
        owners.Drop(partitions);
    }

    /// <summary>The group has given partitions to others already.</summary>
    public void Lost(IReadOnlyList<int> partitions) => owners.Drop(partitions);

    private bool Poll()
    {
        try
        {
            if (consumer.Consume(Patience) is not { } result) return false;
            owners.Find(result.Partition.Value)?.Take(result);
            return true;
        }
        catch (ConsumeException failure)
        {
            Judge(failure.Error);
            return false;
        }
    }

    private void Judge(Error error)
    {
        if (KafkaDeniedException.Is(error.Code)) throw new KafkaDeniedException($"Kafka refuses to read topic '{Topic}': {error.Reason}");
        if (error.IsFatal) throw new KafkaException(error);
        if (error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange) rejoin = true;
        else surroundings.Watch.Waits(error.Reason);
    }

    private void Tend()
    {
        if (owners.Tend() is { } failure) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        foreach (var feed in owners.Feeds) Tend(feed);
        surroundings.Offsets.Tend(consumer);
        if (rejoin) Rejoin();
    }

    private void Tend(PartitionFeed feed)
    {
        feed.Tend();
        var partition = new TopicPartition(Topic, feed.Partition);
        if (!feed.IsStarted)
        {
            if (!feed.IsAnchored) Resume(feed, partition);
            else if (feed.Start is { } start) Start(feed, partition, start);
            else Pause(feed, partition);
        }
        else if (feed.IsBlocked)
        {
            Pause(feed, partition);
        }
        else if (feed.IsDrained)
        {
            Resume(feed, partition);
        }

        if (feed.IsStarted) surroundings.Metrics.Ends(feed.Partition, consumer.GetWatermarkOffsets(partition).High.Value);
    }

    private void Start(PartitionFeed feed, TopicPartition partition, long start)
    {
        try
        {
            consumer.Seek(new TopicPartitionOffset(partition, start));
        }
        catch (KafkaException failure) when (!failure.Error.IsFatal)
        {
            // The client is busy with something else: the next round tries again.
            surroundings.Log.FromClient("seek", failure.Error.Reason);
            return;
        }

        feed.Started(start);
        Resume(feed, partition);
    }

    private void Pause(PartitionFeed feed, TopicPartition partition)
    {
        if (feed.IsPaused) return;
        consumer.Pause([partition]);
        feed.Paused();
    }

    private void Resume(PartitionFeed feed, TopicPartition partition)
    {
        if (!feed.IsPaused) return;
        consumer.Resume([partition]);
        feed.Resumed();
    }

    /// <summary>
    /// The log no longer holds the next record of a partition, and the client does not go on with it: it leaves the group and comes again, so that every
    /// partition is loaded and says what it misses.
    /// </summary>
    private void Rejoin()
    {
        rejoin = false;
        consumer.Unsubscribe();
        Revoked(owners.All());
        consumer.Subscribe(Topic);
    }
}
