namespace SignalDetect.Kafka.Streaming;

/// <summary>Records of one partition, in order, on their way to its owner. One without records only says that time passes.</summary>
/// <param name="begun">When it was begun, a timestamp of the clock.</param>
internal sealed class RecordBatch(long begun)
{
    private const int MostRecords = 5_000;
    private const int MostBytes = 2 << 20;

    private int bytes;

    public List<LoggedRecord> Records { get; } = [];

    /// <summary>True when the partition's log ended with it.</summary>
    public bool AtEnd { get; set; }

    public long Begun => begun;

    public bool IsFull => Records.Count >= MostRecords || bytes >= MostBytes;

    public void Add(in LoggedRecord record)
    {
        Records.Add(record);
        bytes += record.Length;
    }
}
