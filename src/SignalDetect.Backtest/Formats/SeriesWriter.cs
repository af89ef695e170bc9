using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Formats;

/// <summary>Writes rows as a file of series has them, for formats that are read by being turned into it.</summary>
internal sealed class SeriesWriter
{
    private readonly StringBuilder text = new("timestamp,value\n");

    /// <summary>Adds a row.</summary>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="value">Written with six significant digits.</param>
    public void Add(long time, double value) => text.Append(RowTime.Text(time)).Append(',').Append(value.ToString("G6", CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Adds a row as it stands.</summary>
    public void Add(string timestamp, string value) => text.Append(timestamp).Append(',').Append(value).Append('\n');

    /// <summary>The whole, to be read.</summary>
    public Stream Read() => new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()), writable: false);
}
