using System.IO.Compression;

namespace SignalDetect.Backtest.Scores;

/// <summary>The form of the file of scores.</summary>
public enum ScoresForm : byte
{
    /// <summary><c>scores.csv</c>.</summary>
    Csv,

    /// <summary><c>scores.csv.gz</c>, which has a gzip member for each piece written (RFC 1952, 2.2).</summary>
    Gzip,

    /// <summary>None.</summary>
    None,
}

/// <summary>What the forms do.</summary>
internal static class ScoresForms
{
    /// <summary>The file's name; null for none.</summary>
    public static string? FileName(this ScoresForm form) => form switch
    {
        ScoresForm.Csv => "scores.csv",
        ScoresForm.Gzip => "scores.csv.gz",
        _ => null,
    };

    /// <summary>Bytes as they go into the file.</summary>
    public static Chunk Pack(this ScoresForm form, ReadOnlySpan<byte> lines)
    {
        if (form != ScoresForm.Gzip || lines.IsEmpty) return Chunk.Of(lines);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(lines);
        return Chunk.Of(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }
}
