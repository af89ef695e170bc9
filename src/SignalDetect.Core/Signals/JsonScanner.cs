using System.Buffers;

namespace SignalDetect.Core.Signals;

/// <summary>Reads one JSON object (RFC 8259) from valid UTF-8 and notes where the values of known members stand; the last of equal names wins.</summary>
/// <param name="json">The whole text; nothing but white space may surround the object.</param>
/// <param name="nesting">One bit for each level of nesting: at least as many as <paramref name="json"/> has bytes.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, Span<ulong> nesting)
{
    private static readonly SearchValues<byte> StringStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly Span<ulong> _nesting = nesting;
    private int _at;

    /// <summary>False where the text is not exactly one JSON object.</summary>
    public bool TryScan(Span<FieldSlot> slots)
    {
        SkipSpace();
        if (!Take((byte)'{')) return false;
        SkipSpace();
        if (!Take((byte)'}'))
        {
            do
            {
                SkipSpace();
                if (!TryName(out FieldSlot name) || !TryValue(out FieldSlot value)) return false;
                int field = SignalNames.FieldOf(_json.Slice(name.Start, name.Length), name.Shape == FieldShape.Escaped);
                if (field >= 0) slots[field] = value;
                SkipSpace();
            }
            while (Take((byte)','));
            if (!Take((byte)'}')) return false;
        }
        SkipSpace();
        return _at == _json.Length;
    }

    private bool TryName(out FieldSlot name)
    {
        if (!TryString(out name)) return false;
        SkipSpace();
        if (!Take((byte)':')) return false;
        SkipSpace();
        return true;
    }

    // Containers are walked with one bit a level, so depth costs neither stack nor memory.
    private bool TryValue(out FieldSlot value)
    {
        if (!IsContainer(Peek())) return TryScalar(out value);
        int start = _at, depth = 0;
        value = default;
        while (true)
        {
            byte first = Peek();
            if (IsContainer(first))
            {
                bool isObject = first == (byte)'{';
                Push(depth++, isObject);
                _at++;
                SkipSpace();
                if (!Peek().Equals(isObject ? (byte)'}' : (byte)']'))
                {
                    if (isObject && !TryName(out _)) return false;
                    continue;
                }
            }
            else if (!TryScalar(out _))
            {
                return false;
            }
            if (!TryLeave(ref depth)) return false;
            if (depth == 0) break;
        }
        value = new FieldSlot(start, _at - start, FieldShape.Other);
        return true;
    }

    // After a value: closes what ends here and stops where the next value starts.
    private bool TryLeave(ref int depth)
    {
        while (depth > 0)
        {
            SkipSpace();
            bool isObject = IsObject(depth - 1);
            if (Take((byte)','))
            {
                SkipSpace();
                return !isObject || TryName(out _);
            }
            if (!Take(isObject ? (byte)'}' : (byte)']')) return false;
            depth--;
        }
        return true;
    }

    private bool TryScalar(out FieldSlot value)
    {
        int start = _at;
        switch (Peek())
        {
            case (byte)'"': return TryString(out value);
            case (byte)'t': value = new FieldSlot(start, 4, FieldShape.Other); return Take("true"u8);
            case (byte)'f': value = new FieldSlot(start, 5, FieldShape.Other); return Take("false"u8);
            case (byte)'n': value = default; return Take("null"u8);
            default:
                bool isNumber = TryNumber();
                value = new FieldSlot(start, _at - start, FieldShape.Number);
                return isNumber;
        }
    }

    private bool TryString(out FieldSlot text)
    {
        text = default;
        if (!Take((byte)'"')) return false;
        int start = _at;
        bool escaped = false;
        while (true)
        {
            int stop = _json[_at..].IndexOfAny(StringStops);
            if (stop < 0) return false;
            _at += stop;
            byte b = _json[_at++];
            if (b == (byte)'"') break;
            if (b != (byte)'\\' || !TryEscape()) return false;
            escaped = true;
        }
        text = new FieldSlot(start, _at - 1 - start, escaped ? FieldShape.Escaped : FieldShape.Text);
        return true;
    }

    private bool TryEscape()
    {
        byte b = Peek();
        _at++;
        if (b is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t') return true;
        if (b != (byte)'u' || _json.Length - _at < 4) return false;
        for (int i = 0; i < 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)_json[_at++])) return false;
        }
        return true;
    }

    private bool TryNumber()
    {
        Take((byte)'-');
        if (!Take((byte)'0') && !TakeDigits()) return false;
        if (Take((byte)'.') && !TakeDigits()) return false;
        if (Peek() is not ((byte)'e' or (byte)'E')) return true;
        _at++;
        if (!Take((byte)'+')) Take((byte)'-');
        return TakeDigits();
    }

    private bool TakeDigits()
    {
        int start = _at;
        while (char.IsAsciiDigit((char)Peek())) _at++;
        return _at > start;
    }

    // Zero is no token of JSON, so it can stand for the end.
    private readonly byte Peek() => _at < _json.Length ? _json[_at] : (byte)0;

    private bool Take(byte b)
    {
        if (_at >= _json.Length || _json[_at] != b) return false;
        _at++;
        return true;
    }

    private bool Take(ReadOnlySpan<byte> word)
    {
        if (!_json[_at..].StartsWith(word)) return false;
        _at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _at++;
    }

    private static bool IsContainer(byte first) => first is (byte)'{' or (byte)'[';

    private readonly void Push(int level, bool isObject)
    {
        ulong bit = 1UL << (level & 63);
        if (isObject) _nesting[level >> 6] |= bit; else _nesting[level >> 6] &= ~bit;
    }

    private readonly bool IsObject(int level) => (_nesting[level >> 6] >> (level & 63) & 1) != 0;
}
