using System.Buffers;
using System.Text;
using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Pipeline;

/// <summary>
/// All stages of one partition: reads its log record by record, keeps what is at home here, and says what goes elsewhere. It does no I/O and reads no clock:
/// the same log makes the same state and the same rows.
/// </summary>
public sealed class PartitionPipeline
{
    private const int LongestDeadLetter = 65_536;

    private readonly PipelineSetup setup;
    private readonly int partition;
    private readonly int partitions;
    private readonly SignalReader reader;
    private readonly int[] homes;
    private readonly Home home;
    private readonly ForwardsRead forwardsRead;
    private readonly ArrayBufferWriter<byte> forward = new();
    private long relayed = long.MinValue;
    private bool misses;

    /// <param name="setup">The stages' settings.</param>
    /// <param name="partition">Which partition this is.</param>
    /// <param name="partitions">How many the topic has.</param>
    /// <param name="judged">Of the services that are at home here those that are judged, by index; null for all. The rows of these are the same whatever others are judged, and so are the sums.</param>
    public PartitionPipeline(PipelineSetup setup, int partition, int partitions, IReadOnlySet<int>? judged = null)
    {
        this.setup = setup;
        this.partition = partition;
        this.partitions = partitions;
        reader = new SignalReader(setup.Catalogue, setup.Matcher, (long)setup.Lateness.TotalMilliseconds);
        homes = [.. setup.Catalogue.Services.Select(service => HomePartition.Of(Encoding.UTF8.GetBytes(service.Id), partitions))];
        home = new Home(setup, Enumerable.Range(0, homes.Length).Where(service => homes[service] == partition && judged?.Contains(service) != false));
        forwardsRead = new ForwardsRead(partitions);
        Time = new PartitionTime(partition, partitions);
    }

    /// <summary>What time it is here.</summary>
    public PartitionTime Time { get; }

    /// <summary>The last time acted on: everything before it is in the rows. Null before the first.</summary>
    public long? Acted => home.Acted;

    /// <summary>Parts that wait until their time has been reached everywhere.</summary>
    public int Waiting => home.WaitingCount;

    /// <summary>Reads one record, and acts on the time reached with it: where a batch ends is no part of the log.</summary>
    public void Read(in LogRecord record, BatchOutput output)
    {
        if (record.Origin is not { } origin || !IsElsewhere(origin) || !ReadOwnKind(record, origin, output)) ReadSignals(record, output);
        if (Time.HasMoved && Time is { First: { } first, Reached: { } reached }) home.Advance(first, reached, output);
    }

    /// <summary>Says that the log no longer holds what came between the records read so far and the next.</summary>
    /// <param name="anew">True where the log was begun anew, and with it, as a topic is made as a whole, those of which forwards tell the offsets.</param>
    public void Miss(bool anew = false)
    {
        misses = true;
        if (anew) forwardsRead.Forget();
    }

    /// <summary>Ends a batch: adds what a commit and the other partitions need to see.</summary>
    public void Finish(BatchOutput output)
    {
        home.WriteOpen(output);
        if (Time.Vouched is { } vouched && vouched > relayed) output.Relay = relayed = vouched;
    }

    /// <summary>Writes the whole state; the same log position writes the same bytes.</summary>
    public byte[] Save()
    {
        using var buffer = new MemoryStream();
        using (var to = new BinaryWriter(buffer))
        {
            Time.Save(to);
            to.Write(misses);
            forwardsRead.Save(to);
            home.Save(to);
        }

        return Snapshot.Seal(buffer.ToArray());
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of another version.</exception>
    public void Load(ReadOnlyMemory<byte> snapshot)
    {
        using var from = new BinaryReader(new MemoryStream(Snapshot.Open(snapshot)));
        Time.Load(from);
        misses = from.ReadBoolean();
        forwardsRead.Load(from);
        home.Load(from);
    }

    /// <summary>A service writes in the name of other partitions alone.</summary>
    private bool IsElsewhere(Origin origin) => origin.Partition < partitions && origin.Partition != partition;

    /// <summary>A record that a service wrote: a relayed tick, or a forwarded signal. False for one that no service writes, whatever its header says.</summary>
    private bool ReadOwnKind(in LogRecord record, Origin origin, BatchOutput output)
    {
        var read = reader.Read(record.Value, record.Arrival, record.Arrival, forwarded: true);
        if (origin.IsTick)
        {
            if (read.Outcome == ReadOutcome.Tick) Relay(origin.Partition, read.At);
            return read.Outcome == ReadOutcome.Tick;
        }

        if (read.Outcome != ReadOutcome.Parts || SignalReader.IsFuture(read.At, record.Arrival)) return false;
        var part = reader.Parts[0];
        if (homes[part.Service] != partition) return false;
        Time.Forwarded(record.Arrival);
        if (forwardsRead.IsNew(origin, part.Service) && !home.Take(part, record.Time)) Die(record, record.Value, 0, DeadLetterReason.Late, output);
        return true;
    }

    /// <summary>A partition without a record of its own hears of a silence only by the leap in what the others relay.</summary>
    private void Relay(int from, long time)
    {
        var before = Time.Own is null ? Time.Vouched : null;
        Time.Relay(from, time);
        if (before is { } earlier) home.Leap(earlier, Time.Vouched!.Value);
    }

    private void ReadSignals(in LogRecord record, BatchOutput output)
    {
        var before = Time.Own;
        var time = Time.Read(record.Timestamp);
        if (before is { } earlier) home.Silence(earlier, time, misses);
        misses = false;
        foreach (var line in new SignalLines(record.Value)) ReadLine(record, line.Bytes, line.Index, time, output);
    }

    private void ReadLine(in LogRecord record, ReadOnlySpan<byte> line, int index, long time, BatchOutput output)
    {
        var read = reader.Read(line, record.Timestamp, time, forwarded: false);
        if (read.Outcome == ReadOutcome.Tick)
        {
            if (read.IsServiceTick) Time.ReadServiceTick();
            return;
        }

        output.Totals += new Totals(Sent: 1, 0, 0, 0, 0, 0);
        if (read.Outcome == ReadOutcome.Dead)
        {
            Die(record, line, index, read.Reason, output);
            return;
        }

        if (read.Outcome == ReadOutcome.Unmatched)
        {
            output.Totals += new Totals(0, 0, 0, 0, 0, Unmatched: 1);
            return;
        }

        output.Totals += new Totals(0, Extra: reader.Parts.Length - 1, 0, 0, 0, 0);
        for (var i = 0; i < reader.Parts.Length; i++) Route(record, line, index, i, time, output);
    }

    private void Route(in LogRecord record, ReadOnlySpan<byte> line, int index, int part, long time, BatchOutput output)
    {
        var routed = reader.Parts[part];
        var target = homes[routed.Service];
        if (target == partition)
        {
            if (!home.Take(routed, time)) Die(record, line, index, DeadLetterReason.Late, output);
            return;
        }

        forward.ResetWrittenCount();
        reader.WriteForward(forward, part);
        output.Forwards.Add(new Forward(
            target, setup.Catalogue.Services[routed.Service].Id, record.Timestamp, time, new Origin(partition, record.Offset, index), forward.WrittenSpan.ToArray()));
    }

    private static void Die(in LogRecord record, ReadOnlySpan<byte> line, int index, DeadLetterReason reason, BatchOutput output)
    {
        output.Totals += new Totals(0, 0, 0, 0, Dead: 1, 0);
        output.Dead.Add(new DeadLetter(reason, record.Offset, index, line[..Math.Min(line.Length, LongestDeadLetter)].ToArray(), line.Length));
    }
}
