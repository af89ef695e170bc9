using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>The partitions that the group has assigned to this service, with their owners. For the polling thread alone.</summary>
internal sealed class Owners(Surroundings surroundings, LogEnds ends)
{
    /// <summary>So long a fenced partition is left alone; one that the group still assigns here is then taken again.</summary>
    private static readonly TimeSpan FencedFor = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<int, (PartitionFeed Feed, PartitionOwner Owner)> owned = [];
    private readonly SortedDictionary<int, (PartitionFeed Feed, long Since)> fenced = [];
    private readonly List<Task> ending = [];

    /// <summary>The feeds of all partitions that have an owner.</summary>
    public IEnumerable<PartitionFeed> Feeds => owned.Values.Select(one => one.Feed);

    /// <summary>The feed of a partition; null where it has no owner.</summary>
    public PartitionFeed? Find(int partition) => owned.TryGetValue(partition, out var one) ? one.Feed : null;

    /// <summary>Gives a newly assigned partition an owner.</summary>
    /// <exception cref="PartitionCountException">The topic has more partitions than when the service started.</exception>
    public void Begin(int partition)
    {
        if (partition >= surroundings.Partitions)
            throw new PartitionCountException($"Topic '{surroundings.Options.Topic}' now has a partition {partition}; it had {surroundings.Partitions} partitions.");
        Begin(new PartitionFeed(partition, surroundings.Time));
    }

    /// <summary>Lets partitions go in good order, as far as the time allows; what takes longer is left to <see cref="Drop"/>.</summary>
    /// <returns>False when something takes longer.</returns>
    public bool Leave(IReadOnlyList<int> partitions, TimeSpan limit)
    {
        var leaving = partitions.Where(owned.ContainsKey).Select(partition => owned[partition].Owner).ToArray();
        foreach (var owner in leaving) owner.Leave();
        return WaitFor(leaving.Select(owner => owner.Running), limit);
    }

    /// <summary>Drops partitions that are lost already.</summary>
    public void Drop(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            fenced.Remove(partition);
            if (!owned.Remove(partition, out var one)) continue;
            one.Owner.Drop();
            ending.Add(one.Owner.Running);
            surroundings.Metrics.Left(partition);
            surroundings.Offsets.Forget(partition);
        }
    }

    /// <summary>Waits a little until those that were dropped have noticed.</summary>
    public void Settle(TimeSpan limit) => WaitFor(ending, limit);

    /// <summary>All partitions that the group has assigned here.</summary>
    public IReadOnlyList<int> All() => [.. owned.Keys.Concat(fenced.Keys).Order()];

    /// <summary>Looks after owners that have ended by themselves.</summary>
    /// <returns>The first failure; null where there is none.</returns>
    public Exception? Tend()
    {
        foreach (var (partition, (_, owner)) in owned.ToArray())
        {
            if (owner.Running.IsFaulted) return owner.Running.Exception.InnerException;
            if (!owner.Running.IsCompleted) continue;
            var feed = owned[partition].Feed;
            Drop([partition]);
            fenced[partition] = (feed, surroundings.Time.GetTimestamp());
        }

        foreach (var (_, (feed, since)) in fenced.ToArray())
            if (surroundings.Time.GetElapsedTime(since) >= FencedFor) Begin(feed.Anew());
        return null;
    }

    private void Begin(PartitionFeed feed)
    {
        fenced.Remove(feed.Partition);
        ending.RemoveAll(owner => owner.IsCompleted);
        surroundings.Offsets.Hold(feed.Partition);
        owned[feed.Partition] = (feed, new PartitionOwner(surroundings, feed, ends));
    }

    private static bool WaitFor(IEnumerable<Task> owners, TimeSpan limit) =>
        Task.WaitAll([.. owners.Select(owner => owner.ContinueWith(_ => { }, TaskScheduler.Default))], limit);
}
