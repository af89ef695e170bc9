namespace SignalDetect.MLNet.Series;

/// <summary>
/// What lies where in a stream's state. In front six numbers (<see cref="SeriesState"/>); then, one over the other, the values held for training and the last
/// save; then the values since it. Values stand as the bits of single-precision numbers and bytes six to a number, so that all numbers are finite.
/// </summary>
internal sealed class SeriesLayout
{
    /// <summary>Numbers in front.</summary>
    public const int Front = 6;

    private const int Between = 512;   // a save takes about 3 ms: 6 us a value
    private const int Room = 512;
    private const int BytesANumber = 6;

    /// <summary>The layout for a kind of series, whose saves are as long as one that is made here on trial.</summary>
    public SeriesLayout(SeriesKind kind)
    {
        Since = Math.Max(Between, 2 * kind.Window);
        SavedBytes = kind.Window > 0 ? 0 : Measured(kind) + kind.Spread + Room;
        Area = Math.Max(kind.TrainingLength, (SavedBytes + BytesANumber - 1) / BytesANumber);
    }

    /// <summary>Bytes that a save can have.</summary>
    public int SavedBytes { get; }

    /// <summary>Numbers for the training values and the save.</summary>
    public int Area { get; }

    /// <summary>Values held before the state is saved again.</summary>
    public int Since { get; }

    /// <summary>Numbers of state a stream.</summary>
    public int StateLength => Front + Area + Since;

    public static void Pack(ReadOnlySpan<byte> bytes, Span<double> numbers)
    {
        for (var i = 0; i * BytesANumber < bytes.Length; i++)
        {
            var packed = 0L;
            var some = bytes.Slice(i * BytesANumber, Math.Min(BytesANumber, bytes.Length - i * BytesANumber));
            for (var at = 0; at < some.Length; at++) packed |= (long)some[at] << (8 * at);
            numbers[i] = packed;
        }
    }

    public static byte[] Unpack(ReadOnlySpan<double> numbers, int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = (byte)((long)numbers[i / BytesANumber] >> (8 * (i % BytesANumber)));
        return bytes;
    }

    private static int Measured(SeriesKind kind)
    {
        using var trial = kind.Begin(Trial(kind.TrainingLength));
        foreach (var value in Trial(kind.Settling)) trial.Advance(value);
        return trial.Save().Length;
    }

    private static float[] Trial(int length) => [.. Enumerable.Range(0, length).Select(i => MathF.Sin(i) + MathF.Sin(.37f * i))];
}
