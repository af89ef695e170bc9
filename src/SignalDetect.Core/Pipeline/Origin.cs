using System.Buffers.Text;
using System.Text;

namespace SignalDetect.Core.Pipeline;

/// <summary>
/// Where a record that the service itself wrote comes from: the header <c>origin</c>. A forwarded signal carries <c>partition/offset/index</c> of the line it
/// was read from, a relayed tick only <c>partition</c>.
/// </summary>
public readonly record struct Origin(int Partition, long Offset, int Index)
{
    /// <summary>The header's name.</summary>
    public const string Header = "origin";

    /// <summary>The header that carries a forwarded signal's arrival, so that a topic with log append time does not lose it.</summary>
    public const string ArrivalHeader = "arrival";

    /// <summary>The header that carries the time, where a forwarded signal was read, of its partition: its arrival, or later where timestamps are not in order.</summary>
    public const string TimeHeader = "time";

    /// <summary>A relayed tick of a partition.</summary>
    public static Origin Tick(int partition) => new(partition, -1, -1);

    /// <summary>True for a relayed tick.</summary>
    public bool IsTick => Offset < 0;

    /// <summary>Reads a header's value; false where it has another form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Origin origin)
    {
        origin = default;
        if (!Utf8Parser.TryParse(text, out int partition, out var used) || partition < 0) return false;
        if (used == text.Length)
        {
            origin = Tick(partition);
            return true;
        }

        text = text[used..];
        if (text[0] != '/' || !Utf8Parser.TryParse(text[1..], out long offset, out used) || offset < 0) return false;
        text = text[(used + 1)..];
        if (text.IsEmpty || text[0] != '/' || !Utf8Parser.TryParse(text[1..], out int index, out used) || index < 0 || used + 1 != text.Length) return false;
        origin = new Origin(partition, offset, index);
        return true;
    }

    /// <summary>The header's value.</summary>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(ToString());

    /// <inheritdoc/>
    public override string ToString() => IsTick ? $"{Partition}" : $"{Partition}/{Offset}/{Index}";
}
