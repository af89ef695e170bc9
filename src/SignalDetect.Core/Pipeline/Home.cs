using SignalDetect.Core.Signals;
using SignalDetect.Core.Windows;

namespace SignalDetect.Core.Pipeline;

/// <summary>
/// What a partition does for the services that are at home in it: once a time has been reached everywhere, it counts what arrived before it, in an order of
/// its own, and judges at every tenth second, at the end of each window and when a window is final.
/// </summary>
internal sealed class Home
{
    private const long WindowMs = PipelineSetup.StepSeconds * 1000L;

    private readonly PipelineSetup setup;
    private readonly SortedDictionary<int, ServiceState> services = [];
    private readonly Waiting waiting = new();
    private readonly DedupeSet seen;
    private readonly Silences silences = new();
    private readonly long lateness;
    private long latestUnjudged = long.MinValue;
    private long next = long.MinValue;
    private long final;
    private long from;

    /// <param name="setup">The stages' settings.</param>
    /// <param name="services">Those that are judged; a part about another one is counted in the sums alone.</param>
    public Home(PipelineSetup setup, IEnumerable<int> services)
    {
        this.setup = setup;
        lateness = (long)setup.Lateness.TotalMilliseconds;
        seen = new DedupeSet((long)setup.Dedupe.TotalMilliseconds);
        foreach (var service in services) this.services.Add(service, new ServiceState(setup, service));
    }

    /// <summary>How many parts wait for their time.</summary>
    public int WaitingCount => waiting.Count;

    /// <summary>The last time acted on; null before the first.</summary>
    public long? Acted => next == long.MinValue ? null : next - PartitionTime.Tick;

    /// <summary>Own records follow each other after some time: after a day of nothing, nobody collected in between.</summary>
    /// <param name="missing">True where the log has lost what was between: then the windows of both and all between are unknown, however short it was.</param>
    public void Silence(long start, long end, bool missing)
    {
        if (missing) silences.Add(start, Ceiling(end + 1));
        else if (end - start >= Silences.LeastMs) silences.Add(start, end);
    }

    /// <summary>The time that other partitions relay has leapt: so far a leap is a silence there, and nothing to be judged second by second.</summary>
    public void Leap(long start, long end)
    {
        if (end - start >= Silences.LeapMs) silences.Add(start, end);
    }

    /// <summary>Takes a part. False when its window is final already, which can only be where its origin was passed over.</summary>
    /// <param name="time">The time of the partition that read it first, with it: it waits for that rather than for its arrival, which may be earlier.</param>
    public bool Take(in Part part, long time)
    {
        if (Acted is not null && part.At - part.At % WindowMs < final) return false;
        waiting.Add(part, Math.Max(PartitionTime.Whole(time), Acted ?? long.MinValue));
        return true;
    }

    /// <summary>Acts on every time up to <paramref name="reached"/>.</summary>
    /// <param name="first">The first time in the log.</param>
    public void Advance(long first, long reached, BatchOutput output)
    {
        if (next == long.MinValue)
        {
            // What another partition read before this log began is forwarded here all the same.
            var begin = Math.Min(PartitionTime.Whole(first), Math.Min(reached, waiting.Earliest ?? long.MaxValue));
            next = begin + PartitionTime.Tick;
            from = Ceiling(first);
            final = FirstOpen(begin);
        }

        while (next <= reached)
        {
            Step(next, output);
            next += PartitionTime.Tick;
            Skip(output);
        }
    }

    /// <summary>Adds the rows that a commit shows of what is still open, and the time collected.</summary>
    public void WriteOpen(BatchOutput output)
    {
        if (Acted is not { } acted) return;
        foreach (var service in services.Values) service.WriteOpen(output, final);
        WriteCollected(Minute(silences.Current(acted)?.Start ?? acted), output);
    }

    public void Save(BinaryWriter to)
    {
        to.Write(next);
        to.Write(final);
        to.Write(from);
        silences.Save(to);
        waiting.Save(to, WritePart);
        seen.Save(to, service => setup.Catalogue.Services[service].Id);
        to.Write(services.Count);
        foreach (var service in services.Values)
        {
            to.Write(service.Id);
            using var block = new MemoryStream();
            using (var writer = new BinaryWriter(block)) service.Save(writer);
            var bytes = block.ToArray();
            to.Write(bytes.Length);
            to.Write(bytes);
        }
    }

    public void Load(BinaryReader from)
    {
        next = from.ReadInt64();
        final = from.ReadInt64();
        this.from = from.ReadInt64();
        silences.Load(from);
        waiting.Load(from, ReadPart);
        seen.Load(from, Find);
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var index = Find(from.ReadString());
            var bytes = from.ReadBytes(from.ReadInt32());
            if (!services.TryGetValue(index, out var service)) continue;
            using var reader = new BinaryReader(new MemoryStream(bytes));
            service.Load(reader);
        }
    }

    private void Step(long time, BatchOutput output)
    {
        foreach (var part in waiting.Take(time)) Count(part, output);
        seen.Forget(time);
        for (; final + WindowMs + lateness <= time; final += WindowMs)
            foreach (var service in services.Values) service.Final(time, final, output);

        if (time % 3_600_000 == 0) output.NewHour = true;
        var start = time - WindowMs;
        if (time % WindowMs == 0)
        {
            if (start < from || silences.Cover(start, time)) return;
            foreach (var service in services.Values) service.JudgeEnd(time, start, output.Rows);
            return;
        }

        start = time - time % WindowMs;
        if (start < from || silences.Cover(start, time)) return;
        foreach (var service in services.Values) service.JudgeOpen(time, start, output.Rows);
    }

    private void Count(in Part part, BatchOutput output)
    {
        if (!seen.Add(part.Service, part.Identity, part.Arrival))
        {
            output.Totals += new Totals(0, 0, 0, Duplicate: 1, 0, 0);
            return;
        }

        output.Totals += new Totals(0, 0, Counted: 1, 0, 0, 0);
        if (services.TryGetValue(part.Service, out var service)) service.Count(part, output.Rows);
        else latestUnjudged = Math.Max(latestUnjudged, Minute(part.At));
    }

    /// <summary>Goes over a silence in one step where nothing waits in it: nothing was collected, so there is nothing to judge.</summary>
    private void Skip(BatchOutput output)
    {
        if (silences.Current(next) is not { } silence) return;
        if (from < silence.End)
        {
            WriteCollected(Minute(silence.Start), output);
            from = Ceiling(silence.End);
            foreach (var service in services.Values) service.Break();
        }

        if (final < Minute(silence.Start)) return;
        var target = Math.Min(silence.End, waiting.Earliest ?? long.MaxValue);
        target -= target % PartitionTime.Tick;
        if (target <= next || latestUnjudged >= final || services.Values.Any(service => service.HasOpen(final))) return;
        next = target;
        final = Math.Max(final, FirstOpen(next));
    }

    private void WriteCollected(long to, BatchOutput output)
    {
        if (to <= from) return;
        foreach (var service in services.Values) output.Collected.Add(new CollectedRow(service.Id, from, to));
    }

    /// <summary>The first window that a signal which arrives at <paramref name="time"/> may still fall into.</summary>
    private long FirstOpen(long time) => time - time % WindowMs - Ceiling(lateness) - WindowMs;

    private static long Minute(long time) => time - time % WindowMs;

    private static long Ceiling(long time) => (time + WindowMs - 1) / WindowMs * WindowMs;

    private int Find(string id) => setup.Catalogue.FindService(System.Text.Encoding.UTF8.GetBytes(id));

    private void WritePart(BinaryWriter to, Part part)
    {
        to.Write(setup.Catalogue.Services[part.Service].Id);
        to.Write((byte)part.Kind);
        to.Write((byte)part.State);
        to.Write(part.Count);
        to.Write(part.Feature);
        to.Write(part.Device);
        to.Write(part.Region);
        to.Write(part.At);
        to.Write(part.Arrival);
        to.Write((ulong)(part.Identity >> 64));
        to.Write((ulong)part.Identity);
        to.Write(part.Reporter);
    }

    private Part? ReadPart(BinaryReader from)
    {
        var service = Find(from.ReadString());
        var part = new Part(
            service, (SignalKind)from.ReadByte(), (SignalState)from.ReadByte(), from.ReadInt32(), from.ReadInt16(), from.ReadInt16(), from.ReadInt32(),
            from.ReadInt64(), from.ReadInt64(), new UInt128(from.ReadUInt64(), from.ReadUInt64()), from.ReadUInt64());
        return service < 0 || !services.ContainsKey(service) ? null : part;
    }
}
