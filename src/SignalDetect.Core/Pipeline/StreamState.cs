using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Pipeline;

/// <summary>
/// One stream's detector state. What is final teaches <c>firm</c> and the profile; <c>ahead</c> is the fast part as the windows since then, closed and not
/// final, would leave it.
/// </summary>
internal sealed class StreamState
{
    private readonly StreamDetector detector;
    private readonly double[] firm;
    private readonly double[] ahead;
    private readonly double[] profile;
    private readonly Queue<Closed> closed = new();
    private readonly double thresholds;

    /// <summary>A stream with nothing known, or one that borrows from its parent.</summary>
    /// <param name="name">The stream's full name.</param>
    /// <param name="parent">The total it is a part of; null for a total.</param>
    /// <param name="share">Its share of the parent.</param>
    /// <param name="thresholds">Its thresholds as a multiple of the preset's.</param>
    public StreamState(string name, StreamDetector detector, StreamState? parent = null, double share = 1, double thresholds = 1)
    {
        Name = name;
        this.thresholds = thresholds;
        this.detector = detector;
        firm = new double[detector.FastLength];
        profile = new double[detector.ProfileLength];
        if (parent is null) detector.Start(firm, profile);
        else detector.StartFrom(firm, profile, parent.firm.AsSpan(0, detector.FastLength), parent.profile, share); // a parent's state only has witnesses behind it
        ahead = (double[])firm.Clone();
    }

    private record struct Closed(long Start, double Value, StreamJudgement Judgement);

    public string Name { get; }

    /// <summary>True where it began with state fitted from history.</summary>
    public bool IsFitted { get; private set; }

    /// <summary>Judges a window while it is open, on what is overwhelming alone.</summary>
    public StreamJudgement JudgeOpen(long start, double value) => detector.JudgePartial(new StreamWindow(ahead, profile, start / 1000, value, Thresholds: thresholds));

    /// <summary>Judges a window at its end; it may still change.</summary>
    /// <param name="lesson">How much the window may teach, 0 to 1.</param>
    public StreamJudgement JudgeEnd(long start, double value, double lesson)
    {
        var judged = Advance(ahead, start, value, lesson);
        closed.Enqueue(new Closed(start, value, judged));
        return judged;
    }

    /// <summary>What was said of a closed window that is not final yet; null where it was not judged.</summary>
    public StreamJudgement? Said(long start)
    {
        foreach (var one in closed)
            if (one.Start == start) return one.Judgement;
        return null;
    }

    /// <summary>Judges a window for good, and learns from it. Null where it was not judged at its end, so that nothing is learnt either.</summary>
    /// <param name="values">The counts of later windows, as they are now.</param>
    /// <param name="lesson">How much the window may teach, 0 to 1.</param>
    /// <param name="changed">True when the window's count has changed since its end.</param>
    public StreamJudgement? JudgeFinal(long start, double value, Func<long, double> values, double lesson, out bool changed)
    {
        changed = false;
        if (!closed.TryPeek(out var end) || end.Start != start) return null;
        closed.Dequeue();
        changed = end.Value != value;
        var judged = Advance(firm, start, value, lesson);
        if (changed || start % 3_600_000 == 0) CatchUp(values, lesson);
        return judged;
    }

    /// <summary>Takes over state fitted from history.</summary>
    public void Adopt(ReadOnlySpan<double> fast, ReadOnlySpan<double> slow)
    {
        detector.Adopt(firm, fast);
        firm.CopyTo(ahead, 0);
        slow.CopyTo(profile);
        IsFitted = true;
    }

    /// <summary>The stream has a new level: a ratio to what was expected.</summary>
    public void TakeLevel(double ratio)
    {
        detector.TakeLevel(firm, profile, ratio);
        detector.TakeLevel(ahead, [], ratio);
    }

    public void Save(BinaryWriter to)
    {
        Write(to, firm);
        Write(to, ahead);
        Write(to, profile);
        to.Write(closed.Count);
        foreach (var (start, value, judged) in closed)
        {
            to.Write(start);
            to.Write(value);
            Judgements.Write(to, judged);
        }
    }

    public void Load(BinaryReader from)
    {
        var fits = Read(from, firm) & Read(from, ahead) & Read(from, profile);
        for (var left = from.ReadInt32(); left > 0; left--)
            closed.Enqueue(new Closed(from.ReadInt64(), from.ReadDouble(), Judgements.Read(from)));
        if (fits) return;
        detector.Start(firm, profile);
        firm.CopyTo(ahead, 0);
    }

    /// <summary>Judges the windows that are closed and not final once more, from what is final.</summary>
    private void CatchUp(Func<long, double> values, double lesson)
    {
        firm.CopyTo(ahead, 0);
        for (var left = closed.Count; left > 0; left--)
        {
            var (start, _, _) = closed.Dequeue();
            var value = values(start);
            closed.Enqueue(new Closed(start, value, Advance(ahead, start, value, lesson)));
        }
    }

    private StreamJudgement Advance(double[] fast, long start, double value, double lesson) =>
        detector.Advance(new StreamWindow(fast, profile, start / 1000, value, lesson, IsAhead: fast == ahead, thresholds));

    private static void Write(BinaryWriter to, double[] values)
    {
        to.Write(values.Length);
        foreach (var value in values) to.Write(value);
    }

    private static bool Read(BinaryReader from, double[] values)
    {
        var length = from.ReadInt32();
        for (var i = 0; i < length; i++)
        {
            var value = from.ReadDouble();
            if (i < values.Length) values[i] = value;
        }

        return length == values.Length;
    }
}
