using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>The ticks that an owner writes into its own partition, for want of records and in place of origins that are silent.</summary>
internal sealed class LogTicks(Surroundings surroundings, int partition)
{
    private readonly LiveTick live = new(surroundings.Clock);
    private readonly PassingOver passing = new(partition, surroundings.Partitions, surroundings.Clock);

    /// <summary>Sees which records there are, and when.</summary>
    public void Read(in LoggedRecord record, long clock)
    {
        if (record.Origin is not { } origin || origin.Partition >= surroundings.Partitions || origin.Partition == partition) live.OwnRead(clock);
        else if (origin.IsTick) passing.Relayed(origin.Partition, record.Offset, clock);
    }

    /// <summary>Writes what is due, at the end of the log.</summary>
    public async Task WriteAsync(PartitionTime time, CancellationToken cancel)
    {
        var clock = surroundings.Clock;
        if (live.Due(clock, time) is { } slot)
        {
            await WriteAsync(slot, null, cancel).ConfigureAwait(false);
            live.Written(slot);
        }

        foreach (var other in passing.Due(clock, time))
        {
            var at = time.Vouched!.Value;
            var offset = await WriteAsync(at, other, cancel).ConfigureAwait(false);
            if (passing.Written(other, at, offset)) surroundings.Log.PassedOver(partition, other, passing.Silence(other, clock) / 1000);
        }
    }

    private async Task<long> WriteAsync(long time, int? origin, CancellationToken cancel)
    {
        var tick = TickRecords.Make(surroundings.Options.Topic, partition, time, TickRecords.Service, origin);
        return (await surroundings.Sender.SendAsync([tick], cancel).ConfigureAwait(false))[0];
    }
}
