using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest.Signals;

/// <summary>Plays a file of signals: its lines with the times and ticks that a replay gives them.</summary>
internal sealed class SignalFile
{
    private const int LongestLine = 1 << 30;

    private readonly string path;
    private readonly PipelineSetup setup;

    private readonly long until;

    private SignalFile(string path, PipelineSetup setup, long until) => (this.path, this.setup, this.until) = (path, setup, until);

    /// <summary>Lines read so far.</summary>
    public long Line { get; private set; }

    /// <summary>The file at a path, plain or gzip.</summary>
    /// <param name="until">The log ends before its time reaches this, Unix milliseconds, and what is not final by then stays open.</param>
    /// <exception cref="BadInputException">There is none.</exception>
    public static SignalFile Open(string path, PipelineSetup setup, long until = long.MaxValue)
    {
        if (Directory.Exists(path)) throw new BadInputException($"{path}: is a folder; signals are one file of JSON lines");
        return File.Exists(path) ? new SignalFile(path, setup, until) : throw new BadInputException($"{path}: there is no such file");
    }

    /// <summary>The records of the file's log in order: a time in Unix milliseconds, and a line or a tick.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public IEnumerable<(long Time, byte[] Value, bool IsTick)> Records(CancellationToken cancel)
    {
        using var lines = new Lines(InputFile.Open(path), LongestLine);
        var replay = new Replay(setup.Catalogue, (long)setup.Lateness.TotalMilliseconds);
        var steps = new List<ReplayStep>();
        while (Next(lines) is { } line)
        {
            replay.Add(line, steps);
            foreach (var step in steps)
            {
                if (step.Time >= until) yield break;
                yield return Record(step);
            }

            steps.Clear();
            if ((lines.Number & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
        }

        replay.End(0, steps);
        foreach (var step in steps)
            if (step.Time < until) yield return Record(step);
    }

    private byte[]? Next(Lines lines)
    {
        try
        {
            if (!lines.Read(out var line)) return null;
            if (lines.TooLong) throw new BadInputException(path, lines.Number, $"a line is longer than {LongestLine} bytes");
            Line = lines.Number;
            return line.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(path, lines.Number + 1, $"the gzip stream is damaged: {e.Message}");
        }
    }

    private static (long Time, byte[] Value, bool IsTick) Record(ReplayStep step) =>
        step.Line is { } line ? (step.Time, line, false) : (step.Time, Encoding.UTF8.GetBytes($$"""{"kind":"tick","at":"{{RowTime.Text(step.Time)}}","source":"produce"}"""), true);
}
