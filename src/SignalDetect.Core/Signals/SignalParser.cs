using System.Text.Unicode;

namespace SignalDetect.Core.Signals;

/// <summary>Reads one line of UTF-8 as a signal: form alone, nothing of catalogue or time. Not for several threads; keeps a copy of the line until the next.</summary>
public sealed class SignalParser
{
    /// <summary>The longest signal, in bytes.</summary>
    public const int LongestLine = 65_536;

    private const int Fields = (int)SignalField.Matched + 1;
    private const long MostCounted = 1_000_000_000;

    private readonly ulong[] _nesting = new ulong[(LongestLine / 64) + 1];
    private readonly FieldSlot[] _raw = new FieldSlot[Fields];
    private readonly FieldSlot[] _texts = new FieldSlot[Fields];
    private byte[] _line = new byte[1024];
    private byte[] _plain = new byte[1024];
    private int _plainLength;

    /// <summary>What kind of signal the last line is.</summary>
    public SignalKind Kind { get; private set; }

    /// <summary>Event time of the last line, Unix milliseconds; <see cref="HasAt"/> says whether there is one.</summary>
    public long At { get; private set; }

    /// <summary>True where the last line gives a well-formed time, whatever else is wrong with it.</summary>
    public bool HasAt { get; private set; }

    /// <summary>Observations that the last line stands for.</summary>
    public int Count { get; private set; }

    /// <summary>What the operator or the probe says in the last line.</summary>
    public SignalState State { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <returns>The first reason by which it is dead, up to <see cref="DeadLetterReason.BadField"/>; otherwise none.</returns>
    public DeadLetterReason Parse(ReadOnlySpan<byte> line) => Parse(line, forwarded: false);

    /// <summary>Whether the field is given (null is not), in whatever form.</summary>
    public bool Has(SignalField field) => _raw[(int)field].Shape != FieldShape.Absent;

    /// <summary>The field's text, unescaped, until the next line; empty where it is no text.</summary>
    public ReadOnlySpan<byte> Text(SignalField field)
    {
        FieldSlot slot = _texts[(int)field];
        return slot.Shape switch
        {
            FieldShape.Text => _line.AsSpan(slot.Start, slot.Length),
            FieldShape.Escaped => _plain.AsSpan(slot.Start, slot.Length),
            _ => default,
        };
    }

    /// <summary>The field's value as the line spells it, text without its quotes.</summary>
    internal ReadOnlySpan<byte> Raw(SignalField field) => _line.AsSpan(_raw[(int)field].Start, _raw[(int)field].Length);

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte})"/>; a forwarded signal has its service set, whatever its kind.</summary>
    internal DeadLetterReason Parse(ReadOnlySpan<byte> line, bool forwarded)
    {
        Forget();
        if (line.Length > LongestLine) return DeadLetterReason.TooLarge;
        Keep(line);
        if (!Utf8.IsValid(line) || !new JsonScanner(_line.AsSpan(0, line.Length), _nesting).TryScan(_raw))
        {
            Array.Clear(_raw);
            return DeadLetterReason.NotJson;
        }
        Unescape();
        HasAt = IsText(SignalField.At) && TryTime();
        bool knownKind = SignalNames.TryKind(Text(SignalField.Kind), out SignalKind kind);
        Kind = kind;
        if (LacksField(knownKind ? kind : null, forwarded)) return DeadLetterReason.MissingField;
        return knownKind && HasAt && HasGoodFields() ? DeadLetterReason.None : DeadLetterReason.BadField;
    }

    private void Forget()
    {
        Array.Clear(_raw);
        Array.Clear(_texts);
        _plainLength = 0;
        (Kind, At, HasAt, Count, State) = (default, 0, false, 1, SignalState.None);
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        if (_line.Length < line.Length)
        {
            int size = Math.Min(LongestLine, Math.Max(line.Length, _line.Length * 2));
            (_line, _plain) = (new byte[size], new byte[size]);
        }
        line.CopyTo(_line);
    }

    private void Unescape()
    {
        for (int i = 0; i < Fields; i++)
        {
            FieldSlot raw = _raw[i];
            if (raw.Shape != FieldShape.Escaped)
            {
                _texts[i] = raw;
                continue;
            }
            bool whole = JsonText.TryUnescape(_line.AsSpan(raw.Start, raw.Length), _plain.AsSpan(_plainLength), out int length);
            _texts[i] = new FieldSlot(_plainLength, length, whole ? FieldShape.Escaped : FieldShape.Broken);
            if (whole) _plainLength += length;
        }
    }

    private bool TryTime()
    {
        bool good = Rfc3339.TryParse(Text(SignalField.At), out long at);
        At = at;
        return good;
    }

    // An unknown kind may need anything; it is read as one of those that need a service.
    private bool LacksField(SignalKind? kind, bool forwarded)
    {
        if (!Has(SignalField.Kind) || !Has(SignalField.At) || !Has(SignalField.Source)) return true;
        if (kind == SignalKind.Tick) return false;
        if (!Has(SignalField.Id)) return true;
        if ((kind != SignalKind.Mention || forwarded) && !Has(SignalField.Service)) return true;
        return kind switch
        {
            SignalKind.Mention => !Has(SignalField.Text),
            SignalKind.Count => !Has(SignalField.Count),
            SignalKind.Official or SignalKind.Probe => !Has(SignalField.State),
            _ => false,
        };
    }

    private bool HasGoodFields() =>
        IsText(SignalField.Id, 1, 128) && IsText(SignalField.Source, 1, 32) && IsText(SignalField.Reporter, 1, 128) && IsText(SignalField.Text, 0, 4096)
        && IsText(SignalField.Service) && IsText(SignalField.Feature) && IsText(SignalField.Region) && IsText(SignalField.Device)
        && IsCount() && IsState();

    private bool IsText(SignalField field) => _texts[(int)field].Shape is FieldShape.Absent or FieldShape.Text or FieldShape.Escaped;

    private bool IsText(SignalField field, int least, int most)
    {
        if (!Has(field)) return true;
        if (!IsText(field)) return false;
        ReadOnlySpan<byte> text = Text(field);
        return text.Length >= least && (text.Length <= most || JsonText.Scalars(text) <= most);
    }

    private bool IsCount()
    {
        if (!Has(SignalField.Count)) return true;
        if (_raw[(int)SignalField.Count].Shape != FieldShape.Number) return false;
        if (!JsonInteger.TryPositive(Raw(SignalField.Count), MostCounted, out long count)) return false;
        if (Kind == SignalKind.Count) Count = (int)count;
        return true;
    }

    private bool IsState()
    {
        if (!IsText(SignalField.State)) return false;
        if (Kind is not (SignalKind.Official or SignalKind.Probe)) return true;
        bool good = SignalNames.TryState(Kind, Text(SignalField.State), out SignalState state);
        State = state;
        return good;
    }
}
