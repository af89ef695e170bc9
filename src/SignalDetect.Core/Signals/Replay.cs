using SignalDetect.Core.Pipeline;

namespace SignalDetect.Core.Signals;

/// <summary>What a replay does next: a tick, or a line of the file.</summary>
/// <param name="Time">The replay's time, Unix milliseconds: the record's timestamp.</param>
/// <param name="Line">The line as it is; null for a tick, which goes to every partition.</param>
/// <param name="Service">The service the line names, an index in the catalogue; -1 where it names no known one.</param>
public readonly record struct ReplayStep(long Time, byte[]? Line, int Service);

/// <summary>
/// Gives the lines of a file their place in time, as a live service would have seen them: a line's time is the largest event time so far; a tick is written
/// at first, every ten seconds, where lines begin again after a silence, and last one that closes the final window.
/// </summary>
/// <param name="services">Finds the service that a line names.</param>
/// <param name="lateness">The pipeline's allowed lateness, milliseconds.</param>
public sealed class Replay(Catalogue.ServiceCatalogue services, long lateness)
{
    private const long MinuteMs = 60_000;

    private readonly SignalParser parser = new();
    private readonly List<ReplayStep> untimed = [];
    private long now = long.MinValue;

    /// <summary>Takes the next line and adds what it brings about to <paramref name="steps"/>. Lines without a time wait for the first that has one.</summary>
    public void Add(byte[] line, List<ReplayStep> steps)
    {
        parser.Parse(line);
        var service = parser.Has(SignalField.Service) ? services.FindService(parser.Text(SignalField.Service)) : -1;
        if (parser.HasAt) MoveTo(RowTime.Within(parser.At), steps);
        if (now == long.MinValue) untimed.Add(new ReplayStep(0, line, service));
        else steps.Add(new ReplayStep(now, line, service));
    }

    /// <summary>Adds the last ticks. A file in which no line has a time is played at <paramref name="otherwise"/>.</summary>
    public void End(long otherwise, List<ReplayStep> steps)
    {
        if (now == long.MinValue)
        {
            if (untimed.Count == 0) return;
            MoveTo(otherwise, steps);
        }

        var closed = now - now % MinuteMs + MinuteMs + lateness;
        closed += (PartitionTime.Tick - closed % PartitionTime.Tick) % PartitionTime.Tick;
        Ticks(closed, steps);
    }

    private void MoveTo(long at, List<ReplayStep> steps)
    {
        if (now == long.MinValue)
        {
            now = at;
            steps.Add(new ReplayStep(at, null, -1));
            foreach (var step in untimed) steps.Add(step with { Time = at });
            untimed.Clear();
        }
        else if (at - now >= Silences.LeastMs)
        {
            now = at;
            steps.Add(new ReplayStep(at, null, -1));
        }
        else if (at > now)
        {
            Ticks(at, steps);
            now = at;
        }
    }

    private void Ticks(long to, List<ReplayStep> steps)
    {
        for (var tick = now - now % PartitionTime.Tick + PartitionTime.Tick; tick <= to; tick += PartitionTime.Tick) steps.Add(new ReplayStep(tick, null, -1));
    }
}
