namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// The last values of a stream in its flat state: how many, where the oldest stands, the ring. A value that is no finite number is a gap, in whose place the one
/// before it stands once more; <paramref name="keepGaps"/> has it stand as it is.
/// </summary>
internal readonly struct Recent(int window, bool keepGaps)
{
    /// <summary>Residuals count up to this.</summary>
    public const double LargestResidual = 40;

    private const int Ring = 2;
    private const double Large = 1e130;

    /// <summary>Numbers of state.</summary>
    public int StateLength => Ring + window;

    /// <summary>True once there are as many values as the window holds.</summary>
    public bool IsFull(ReadOnlySpan<double> state) => state[0] == window;

    /// <summary>Takes a value in; false for a gap.</summary>
    public bool Push(Span<double> state, double value)
    {
        var (count, oldest, whole) = ((int)state[0], (int)state[1], double.IsFinite(value));
        var ring = state.Slice(Ring, window);
        if (!whole && !keepGaps)
        {
            if (count == 0) return false;
            value = ring[count < window ? count - 1 : oldest == 0 ? window - 1 : oldest - 1];
        }

        if (count < window)
        {
            ring[count] = value;
            state[0] = count + 1;
        }
        else
        {
            ring[oldest] = value;
            state[1] = oldest + 1 == window ? 0 : oldest + 1;
        }

        return whole || keepGaps;
    }

    /// <summary>A full window's values, oldest first; huge ones over a power of two, since saliency has no scale and their squares would overflow.</summary>
    public void CopyTo(ReadOnlySpan<double> state, Span<double> values)
    {
        var oldest = (int)state[1];
        var ring = state.Slice(Ring, window);
        ring[oldest..].CopyTo(values);
        ring[..oldest].CopyTo(values[(window - oldest)..]);
        if (keepGaps) return;
        var largest = 0.0;
        foreach (var x in values) largest = Math.Max(largest, Math.Abs(x));
        if (largest < Large) return;
        var scale = Math.ScaleB(1, Math.ILogB(largest));
        foreach (ref var x in values) x /= scale;
    }
}
