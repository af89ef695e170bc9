using System.Threading.Channels;
using Confluent.Kafka;

namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// Collects a partition's records into batches for its owner. The polling thread alone writes; the owner reads <see cref="Batches"/> and says where to begin.
/// </summary>
/// <remarks>
/// The client has been seen to skip records: sought while it still asked for a logical offset, it went there in the end. So it is sought only once something
/// has come, and when what comes after that is not what is expected it is sought again; a hole that shows twice is the log's own.
/// </remarks>
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
    private long next;
    private long? doubted;
    private bool isSure;

    public int Partition => partition;

    /// <summary>What the owner reads.</summary>
    public ChannelReader<RecordBatch> Batches => channel.Reader;

    /// <summary>True while the client fetches nothing for it, as it may from an earlier assignment.</summary>
    public bool IsPaused { get; private set; } = true;

    /// <summary>True once something has come since the assignment: the client knows where it stands, and can be sent elsewhere.</summary>
    public bool IsAnchored { get; private set; }

    /// <summary>True once the client stands where the owner wants to begin; what came before is dropped.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>True when not even a full batch finds a place.</summary>
    public bool IsBlocked => open is { IsFull: true };

    /// <summary>True when a paused partition may go on.</summary>
    public bool IsDrained => open is null && channel.Reader.Count <= 1;

    /// <summary>Where reading is to begin; null until the owner has said so.</summary>
    public long? Start => Interlocked.Read(ref start) is var said && said == NotSaid ? null : said;

    /// <summary>The owner says where to begin.</summary>
    public void StartAt(long offset) => Interlocked.Exchange(ref start, offset);

    /// <summary>A feed for another owner of the partition, with the client as it stands.</summary>
    public PartitionFeed Anew() => new(partition, time) { IsPaused = IsPaused, IsAnchored = IsAnchored };

    /// <summary>The client was told to fetch nothing.</summary>
    public void Paused() => IsPaused = true;

    /// <summary>The client was told to go on.</summary>
    public void Resumed() => (IsPaused, isSure) = (false, false);

    /// <summary>The client was sent to an offset.</summary>
    public void Started(long offset) => (IsStarted, next, isSure) = (true, offset, false);

    /// <summary>Takes a record, or the news that there is no further one yet.</summary>
    public void Take(ConsumeResult<Ignore, byte[]?> result)
    {
        IsAnchored = true;
        if (!IsStarted || result.Offset.Value < next || IsDoubtful(result.Offset.Value)) return;
        atEnd = result.IsPartitionEOF;
        open ??= new RecordBatch(time.GetTimestamp());
        if (!atEnd) Add(result);
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

    private void Add(ConsumeResult<Ignore, byte[]?> result)
    {
        var record = LoggedRecord.From(result);
        open!.Add(record);
        next = record.Offset + 1;
    }

    private bool IsDoubtful(long offset)
    {
        if (isSure) return false;
        if (offset != next && offset != doubted)
        {
            doubted = offset;
            IsStarted = false;
            StartAt(next);
            return true;
        }

        (isSure, doubted) = (true, null);
        return false;
    }

    private void Pass()
    {
        open!.AtEnd = atEnd;
        if (!channel.Writer.TryWrite(open)) return;
        open = null;
        passed = time.GetTimestamp();
    }
}
