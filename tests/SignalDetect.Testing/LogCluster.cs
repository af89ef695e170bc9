using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Testing;

/// <summary>
/// A topic's partitions in memory, with an owner for each that reads, forwards, relays and commits as the service does. Who reads next, how much, and who
/// crashes comes from a seed.
/// </summary>
public sealed class LogCluster(PipelineSetup setup, int partitions)
{
    private readonly List<Entry>[] logs = Enumerable.Range(0, partitions).Select(_ => new List<Entry>()).ToArray();

    private readonly record struct Entry(long Timestamp, byte[] Value, Origin? Origin, long? Arrival, long? Time);

    /// <summary>Writes a record.</summary>
    public void Append(int partition, long timestamp, byte[] value) => logs[partition].Add(new Entry(timestamp, value, null, null, null));

    /// <summary>Writes a tick into every partition.</summary>
    public void TickAll(long time)
    {
        for (var partition = 0; partition < partitions; partition++) Append(partition, time, TickValue(time, "produce"));
    }

    /// <summary>Reads every log to its end.</summary>
    /// <param name="seed">Decides who reads next, how much, and who crashes.</param>
    /// <param name="largestBatch">Records a batch at most.</param>
    /// <param name="crashes">The share of batches that end in a crash, after what they sent and before their commit.</param>
    public RowBook Run(int seed, int largestBatch = 50, double crashes = 0)
    {
        var random = new Random(seed);
        var book = new RowBook();
        var owners = Enumerable.Range(0, partitions).Select(partition => new Owner(setup, partition, partitions)).ToArray();
        while (true)
        {
            var ready = owners.Where(owner => owner.Position < logs[owner.Partition].Count).ToArray();
            if (ready.Length == 0) return book;
            var one = ready[random.Next(ready.Length)];
            Turn(one, random.Next(1, largestBatch + 1), random.NextDouble() < crashes, random.Next(40) == 0, book);
        }
    }

    private void Turn(Owner owner, int size, bool crash, bool snapshot, RowBook book)
    {
        var log = logs[owner.Partition];
        var end = Math.Min(log.Count, owner.Position + size);
        if (owner.Position < owner.Committed) end = Math.Min(end, owner.Committed);
        var output = new BatchOutput();
        for (; owner.Position < end; owner.Position++)
        {
            var entry = log[owner.Position];
            owner.Pipeline.Read(new LogRecord(owner.Position, entry.Timestamp, entry.Value, entry.Origin, entry.Arrival, entry.Time), output);
        }

        owner.Pipeline.Finish(output);
        if (end <= owner.Committed) return;
        Send(owner.Partition, output);
        if (crash)
        {
            owner.Restart();
            return;
        }

        book.Add(output);
        owner.Commit(snapshot);
    }

    private void Send(int from, BatchOutput output)
    {
        foreach (var forward in output.Forwards) logs[forward.Partition].Add(new Entry(forward.Arrival, forward.Value, forward.Origin, forward.Arrival, forward.Time));
        if (output.Relay is not { } time) return;
        for (var other = 0; other < partitions; other++)
            if (other != from) logs[other].Add(new Entry(time, TickValue(time, "signaldetect"), Origin.Tick(from), null, null));
    }

    private static byte[] TickValue(long time, string source) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"tick","at":"{{RowIds.Time(time)}}","source":"{{source}}"}"""));

    private sealed class Owner(PipelineSetup setup, int partition, int partitions)
    {
        private byte[]? snapshot;
        private int snapshotAt;

        public int Partition => partition;

        public PartitionPipeline Pipeline { get; private set; } = new(setup, partition, partitions);

        public int Position { get; set; }

        public int Committed { get; private set; }

        public void Commit(bool withSnapshot)
        {
            Committed = Position;
            if (!withSnapshot) return;
            snapshot = Pipeline.Save();
            snapshotAt = Position;
        }

        public void Restart()
        {
            Pipeline = new PartitionPipeline(setup, partition, partitions);
            if (snapshot is not null) Pipeline.Load(snapshot);
            Position = snapshotAt;
        }
    }
}
