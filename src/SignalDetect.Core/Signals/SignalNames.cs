namespace SignalDetect.Core.Signals;

/// <summary>The spellings of fields, kinds and states in JSON.</summary>
internal static class SignalNames
{
    private const int LongestName = 8;

    /// <summary>Index of a <see cref="SignalField"/>, or -1; <paramref name="escaped"/> says that the name is written with escapes.</summary>
    public static int FieldOf(ReadOnlySpan<byte> name, bool escaped)
    {
        if (!escaped) return FieldOf(name);
        Span<byte> plain = stackalloc byte[LongestName * 6];
        if (name.Length > plain.Length || !JsonText.TryUnescape(name, plain, out int length)) return -1;
        return FieldOf(plain[..length]);
    }

    public static ReadOnlySpan<byte> NameOf(SignalField field) => field switch
    {
        SignalField.Id => "id"u8,
        SignalField.At => "at"u8,
        SignalField.Source => "source"u8,
        SignalField.Kind => "kind"u8,
        SignalField.Service => "service"u8,
        SignalField.Feature => "feature"u8,
        SignalField.Region => "region"u8,
        SignalField.Device => "device"u8,
        SignalField.Reporter => "reporter"u8,
        SignalField.Text => "text"u8,
        SignalField.Count => "count"u8,
        SignalField.State => "state"u8,
        _ => "matched"u8,
    };

    /// <summary>The kind that a producer may write; false for any other word.</summary>
    public static bool TryKind(ReadOnlySpan<byte> word, out SignalKind kind)
    {
        SignalKind? found =
            word.SequenceEqual("report"u8) ? SignalKind.Report
            : word.SequenceEqual("mention"u8) ? SignalKind.Mention
            : word.SequenceEqual("works"u8) ? SignalKind.Works
            : word.SequenceEqual("count"u8) ? SignalKind.Count
            : word.SequenceEqual("official"u8) ? SignalKind.Official
            : word.SequenceEqual("probe"u8) ? SignalKind.Probe
            : word.SequenceEqual("tick"u8) ? SignalKind.Tick
            : null;
        kind = found.GetValueOrDefault();
        return found.HasValue;
    }

    public static ReadOnlySpan<byte> NameOf(SignalKind kind) => kind switch
    {
        SignalKind.Report => "report"u8,
        SignalKind.Mention => "mention"u8,
        SignalKind.Works => "works"u8,
        SignalKind.Count => "count"u8,
        SignalKind.Official => "official"u8,
        SignalKind.Probe => "probe"u8,
        SignalKind.News => "news"u8,
        SignalKind.Chatter => "chatter"u8,
        _ => "tick"u8,
    };

    /// <summary>The verdict on a post that another partition has written into a forwarded signal.</summary>
    public static bool TryVerdict(ReadOnlySpan<byte> word, out SignalKind verdict)
    {
        foreach (SignalKind kind in (ReadOnlySpan<SignalKind>)[SignalKind.Mention, SignalKind.Works, SignalKind.News, SignalKind.Chatter])
        {
            verdict = kind;
            if (word.SequenceEqual(NameOf(kind))) return true;
        }
        verdict = default;
        return false;
    }

    /// <summary>The state that goes with an operator's statement or a probe; false where it does not.</summary>
    public static bool TryState(SignalKind kind, ReadOnlySpan<byte> word, out SignalState state)
    {
        state = SignalState.None;
        if (kind == SignalKind.Official)
        {
            state = word.SequenceEqual("acknowledged"u8) ? SignalState.Acknowledged
                : word.SequenceEqual("update"u8) ? SignalState.Update
                : word.SequenceEqual("resolved"u8) ? SignalState.Resolved
                : word.SequenceEqual("maintenance"u8) ? SignalState.Maintenance
                : SignalState.None;
        }
        else if (kind == SignalKind.Probe)
        {
            state = word.SequenceEqual("up"u8) ? SignalState.Up : word.SequenceEqual("down"u8) ? SignalState.Down : SignalState.None;
        }
        return state != SignalState.None;
    }

    private static int FieldOf(ReadOnlySpan<byte> name)
    {
        for (SignalField field = SignalField.Id; field <= SignalField.Matched; field++)
        {
            if (name.SequenceEqual(NameOf(field))) return (int)field;
        }
        return -1;
    }
}
