using System.Text;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;

namespace SignalDetect.Backtest.Scores;

/// <summary>Lines of <c>scores.csv</c> in a growing buffer.</summary>
internal sealed class ScoreLines
{
    /// <summary>The first line of the file.</summary>
    public const string Header = "timestamp,stream,value,expected,lower,upper,score,pvalue,alert,incident\n";

    private const int Columns = 10;

    private byte[] buffer = new byte[1 << 16];
    private int length;

    /// <summary>The lines so far.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    /// <summary>Empties the buffer.</summary>
    public void Clear() => length = 0;

    /// <summary>A stream's name as a field: in quotes where it holds a comma or a quote.</summary>
    public static byte[] Field(string stream) => Encoding.UTF8.GetBytes(
        stream.AsSpan().ContainsAny(",\"\r\n") ? $"\"{stream.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : stream);

    /// <summary>Adds a row; one that was not collected has neither expectation nor score.</summary>
    /// <param name="timestamp">Its text.</param>
    /// <param name="stream">The stream as a field.</param>
    /// <param name="value">Its text; empty where it was not collected.</param>
    public void Add(ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> value, in StreamJudgement? judged, bool alert, IncidentState incident)
    {
        var most = timestamp.Length + stream.Length + value.Length + Columns * (Digits.Longest + 1);
        if (buffer.Length - length < most) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + most));
        Text(timestamp);
        Text(stream);
        Text(value);
        var said = judged ?? StreamJudgement.Unknown;
        Number(said.Expected);
        Number(said.Lower);
        Number(said.Upper);
        Number(judged is null ? double.NaN : Math.Clamp(said.Score, 0, 1));
        Number(said.PValue);
        buffer[length++] = (byte)(alert ? '1' : '0');
        buffer[length++] = (byte)',';
        Text(Name(incident));
        buffer[length - 1] = (byte)'\n';
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
        buffer[length++] = (byte)',';
    }

    private void Number(double value)
    {
        length += Digits.Write(buffer.AsSpan(length), value);
        buffer[length++] = (byte)',';
    }

    private static ReadOnlySpan<byte> Name(IncidentState state) => state switch
    {
        IncidentState.Suspected => "suspected"u8,
        IncidentState.Confirmed => "confirmed"u8,
        IncidentState.Recovering => "recovering"u8,
        IncidentState.Resolved => "resolved"u8,
        IncidentState.Dismissed => "dismissed"u8,
        _ => default,
    };
}
