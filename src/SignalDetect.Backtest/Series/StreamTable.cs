namespace SignalDetect.Backtest.Series;

/// <summary>Numbers streams in the order in which their names first come.</summary>
internal sealed class StreamTable
{
    private readonly Dictionary<byte[], int> numbers;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> byName;

    public StreamTable()
    {
        numbers = new Dictionary<byte[], int>(new Utf8Names());
        byName = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The stream's number; the next one for a new name.</summary>
    public int Number(ReadOnlySpan<byte> name)
    {
        if (byName.TryGetValue(name, out var number)) return number;
        byName[name] = number = numbers.Count;
        return number;
    }
}
