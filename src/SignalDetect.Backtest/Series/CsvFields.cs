namespace SignalDetect.Backtest.Series;

/// <summary>The first three fields of a CSV line, trimmed of blanks; a field may stand in double quotes (RFC 4180), but a line is a row.</summary>
internal ref struct CsvFields
{
    public ReadOnlySpan<byte> First;
    public ReadOnlySpan<byte> Second;
    public ReadOnlySpan<byte> Third;

    /// <summary>How many fields the line has.</summary>
    public int Count;

    public static CsvFields Of(ReadOnlySpan<byte> line)
    {
        var fields = new CsvFields();
        var quoted = line.Contains((byte)'"');
        while (true)
        {
            var end = quoted && line.TrimStart((byte)' ').StartsWith("\""u8) ? EndOfQuoted(line) : line.IndexOf((byte)',');
            fields.Add(quoted ? Unquote(end < 0 ? line : line[..end]) : end < 0 ? line : line[..end]);
            if (end < 0) return fields;
            line = line[(end + 1)..];
        }
    }

    private void Add(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        switch (Count++)
        {
            case 0: First = field; break;
            case 1: Second = field; break;
            case 2: Third = field; break;
        }
    }

    /// <summary>The comma after a quoted field; -1 where it is the last.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> line)
    {
        var inside = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"') inside = !inside;
            else if (line[i] == ',' && !inside) return i;
        return -1;
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        if (field.Length < 2 || field[0] != '"' || field[^1] != '"') return field;
        field = field[1..^1];
        if (!field.Contains((byte)'"')) return field;
        var plain = new byte[field.Length];
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            plain[length++] = field[i];
            if (field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"') i++;
        }

        return plain.AsSpan(0, length);
    }
}
