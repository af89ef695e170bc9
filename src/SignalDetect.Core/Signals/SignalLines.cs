namespace SignalDetect.Core.Signals;

/// <summary>One line of a record's value.</summary>
/// <param name="bytes">Its bytes, without the newline.</param>
/// <param name="index">Its place in the value, from 0; blank lines count.</param>
public readonly ref struct SignalLine(ReadOnlySpan<byte> bytes, int index)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public int Index { get; } = index;
}

/// <summary>The lines of a record's value that are no white space; where there is none, the first line, so that every record has a signal.</summary>
public ref struct SignalLines(ReadOnlySpan<byte> value)
{
    private readonly ReadOnlySpan<byte> _value = value;
    private int _next;
    private int _index = -1;
    private bool _any;

    public SignalLine Current { get; private set; }

    public readonly SignalLines GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _value.Length)
        {
            ReadOnlySpan<byte> line = LineAt(_next);
            _next += line.Length + 1;
            _index++;
            if (line.ContainsAnyExcept(" \t\r"u8)) return Found(new SignalLine(line, _index));
        }
        return !_any && Found(new SignalLine(LineAt(0), 0));
    }

    private readonly ReadOnlySpan<byte> LineAt(int start)
    {
        ReadOnlySpan<byte> rest = _value[start..];
        int end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    private bool Found(SignalLine line)
    {
        Current = line;
        return _any = true;
    }
}
