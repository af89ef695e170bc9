namespace SignalDetect.Core.Detectors;

/// <summary>The states of several streams: one behind the other, or each within an array of its own.</summary>
public readonly ref struct StreamStates
{
    private readonly Span<double> block;
    private readonly ReadOnlySpan<double[]> each;
    private readonly int stride;
    private readonly int at;
    private readonly int length;

    /// <summary>States that lie one behind the other.</summary>
    /// <param name="length">Numbers of each.</param>
    public StreamStates(Span<double> block, int length)
        : this(block, [], length, 0, length)
    {
    }

    /// <summary>States that lie at the same place of arrays.</summary>
    /// <param name="at">Where each begins.</param>
    /// <param name="length">Numbers of each.</param>
    public StreamStates(ReadOnlySpan<double[]> each, int at, int length)
        : this(default, each, 0, at, length)
    {
    }

    private StreamStates(Span<double> block, ReadOnlySpan<double[]> each, int stride, int at, int length)
    {
        this.block = block;
        this.each = each;
        (this.stride, this.at, this.length) = (stride, at, length);
    }

    /// <summary>The state of one stream.</summary>
    public Span<double> this[int stream] => each.IsEmpty ? block.Slice(stream * stride + at, length) : each[stream].AsSpan(at, length);

    /// <summary>The states of some of the streams.</summary>
    public StreamStates From(int first, int count) =>
        each.IsEmpty ? new StreamStates(block.Slice(first * stride, count * stride), each, stride, at, length) : new StreamStates(block, each.Slice(first, count), stride, at, length);

    /// <summary>A part of each state.</summary>
    public StreamStates Part(int offset, int numbers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + numbers, length);
        return new StreamStates(block, each, stride, at + offset, numbers);
    }
}
