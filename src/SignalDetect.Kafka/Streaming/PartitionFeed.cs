using System.Threading.Channels;
using Confluent.Kafka;

namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// Collects a partition's records into batches for its owner. The polling thread alone writes; the owner reads <see cref="Batches"/> and says where to begin.
/// </summary>
internal sealed class PartitionFeed(int partition, TimeProvider time)
{
    private const int MostBatches = 3;
    private const long NotSaid = -1;
    private static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly Channel<RecordBatch> channel = Channel.CreateBounded<RecordBatch>(new BoundedChannelOptions(MostBatches) { SingleReader = true, SingleWriter = true });
    private RecordBatch? open;
    private long passed = time.GetTimestamp();
    private bool atEnd;
    private long start = NotSaid;

    public int Partition => partition;

    /// <summary>What the owner reads.</summary>
    public ChannelReader<RecordBatch> Batches => channel.Reader;

    /// <summary>True while the client fetches nothing for it.</summary>
    public bool IsPaused { get; set; }

    /// <summary>True once the client stands where the owner wants to begin; what came before is dropped.</summary>
    public bool IsStarted { get; set; }

    /// <summary>True when not even a full batch finds a place.</summary>
    public bool IsBlocked => open is { IsFull: true };

    /// <summary>True when a paused partition may go on.</summary>
    public bool IsDrained => open is null && channel.Reader.Count <= 1;

    /// <summary>Where the owner wants to begin; null until it has said so.</summary>
    public long? Start => Interlocked.Read(ref start) is var said && said == NotSaid ? null : said;

    /// <summary>The owner says where to begin.</summary>
    public void StartAt(long offset) => Interlocked.Exchange(ref start, offset);

    /// <summary>Takes a record, or the news that there is no further one yet.</summary>
    public void Take(ConsumeResult<Ignore, byte[]?> result)
    {
        if (!IsStarted) return;
        atEnd = result.IsPartitionEOF;
        open ??= new RecordBatch(time.GetTimestamp());
        if (!atEnd) open.Add(LoggedRecord.From(result));
        if (open.IsFull || atEnd && open.Records.Count == 0) Pass();
    }

    /// <summary>Passes on what is old enough, and now and then an empty batch, so that the owner looks at the clock.</summary>
    public void Tend()
    {
        if (open is not null)
        {
            if (open.IsFull || time.GetElapsedTime(open.Begun) >= Oldest) Pass();
        }
        else if (IsStarted && channel.Reader.Count == 0 && time.GetElapsedTime(passed) >= Idle)
        {
            open = new RecordBatch(time.GetTimestamp());
            Pass();
        }
    }

    private void Pass()
    {
        open!.AtEnd = atEnd;
        if (!channel.Writer.TryWrite(open)) return;
        open = null;
        passed = time.GetTimestamp();
    }
}
