using System.Text;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Formats;

/// <summary>
/// A trace of the cloud uptime archive: failures with their severity, timed in seconds from the trace's own beginning, which the archive does not tell; so a trace
/// begins at 1970-01-01. Its series is the severity at each step, 0 where nothing failed; its labels are its failures.
/// </summary>
internal sealed class UptimeTrace
{
    /// <summary>The first line of a trace.</summary>
    public const string Header = "start_time,end_time,status,service";

    private const int LongestLine = 1 << 16;
    private const int Columns = 4;
    private const long Minute = 60;
    private const long Hour = 3600;

    /// <summary>Ten years: what is beyond is no trace.</summary>
    private const double LastSecond = 10 * 366 * 86_400.0;

    private const string Source = "trace";

    private readonly List<(long Start, long End, double Severity)> failures = [];

    private UptimeTrace()
    {
    }

    /// <summary>True when a file has a trace's header.</summary>
    public static bool Fits(string path)
    {
        using var lines = new Lines(InputFile.Open(path), LongestLine);
        try
        {
            return lines.Read(out var line) && line.TrimEnd((byte)'\r').SequenceEqual(Encoding.ASCII.GetBytes(Header));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads a trace.</summary>
    /// <exception cref="BadInputException">A row does not fit.</exception>
    public static UptimeTrace Read(string path)
    {
        var trace = new UptimeTrace();
        using var lines = new Lines(InputFile.Open(path), LongestLine);
        lines.Read(out _);
        while (lines.Read(out var line))
        {
            if (line.TrimEnd((byte)'\r').IsEmpty) continue;
            var fields = CsvFields.Of(line);
            if (fields.Count != Columns) throw Bad($"has {fields.Count} columns, not the {Columns} of the header '{Header}'");
            if (!SeriesNumber.TryParse(fields.First, out var start) || start is < 0 or > LastSecond) throw Bad("start_time: must be seconds from the trace's beginning, 0 to ten years");
            if (!SeriesNumber.TryParse(fields.Second, out var end) || end < start || end > LastSecond) throw Bad("end_time: must be seconds, not before start_time");
            if (!SeriesNumber.TryParse(fields.Third, out var severity) || severity is < 0 or > 1) throw Bad("status: must be the severity, 0 to 1");
            trace.failures.Add(((long)Math.Round(start), (long)Math.Round(end), severity));
        }

        return trace;

        BadInputException Bad(string complaint) => new(path, lines.Number, complaint);
    }

    /// <summary>The severity at each step: of the failures that touch a step the worst.</summary>
    public Stream Series()
    {
        var series = new SeriesWriter();
        var step = Step();
        var worst = new double[failures.Count == 0 ? 0 : (int)((failures.Max(one => one.End) + step - 1) / step) + 1];
        foreach (var (start, end, severity) in failures)
            for (var i = start / step; i <= Math.Max(start, end - 1) / step; i++) worst[i] = Math.Max(worst[i], severity);
        for (var i = 0; i < worst.Length; i++) series.Add(i * step * 1000, worst[i]);
        return series.Read();
    }

    /// <summary>Its failures, those of severity 0 left out.</summary>
    public IEnumerable<Label> Labels(string stream) =>
        from failure in failures
        where failure.Severity > 0
        let start = failure.Start * 1000
        select new Label(stream, start, failure.End * 1000, start, start, null, null, Source);

    /// <summary>The longest step, from a minute to an hour, on which all failures begin and end, to the minute.</summary>
    private long Step()
    {
        var step = Hour;
        foreach (var time in failures.SelectMany(failure => new[] { failure.Start, failure.End }))
            step = (long)System.Numerics.BigInteger.GreatestCommonDivisor(step, (time + Minute / 2) / Minute * Minute);
        return step;
    }
}
