using SignalDetect.Core.Baselines;
using SignalDetect.Core.Decisions;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Baselines.StreamLayout;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// A preset at work on windows of one length: baseline, predictive, evidence, decision, for as many streams side by side as the processor holds; what it says of a stream depends on
/// nothing in the others. It holds nothing of a stream; that is two flat arrays of doubles which the caller owns and whose copy is a save. A stream's windows
/// come in the order of time; one that was not collected is not given at all.
/// </summary>
public sealed class StreamDetector
{
    private const int SeenLength = 9;   // means, standard deviations and likelihoods of the three baselines

    private readonly Levels levels;
    private readonly Predictive predictive;
    private readonly Spread spread;
    private readonly Teaching teaching;
    private readonly Decision decision;
    private readonly SelfCalibratedTail windowTail;
    private readonly SelfCalibratedTail evidenceTail;
    private readonly ViewsDetector views;
    private readonly Seat? primary;
    private readonly Seat[] witnesses;
    private readonly Borrowing borrowing;
    private readonly int rows;

    /// <summary>The preset for windows of <paramref name="stepSeconds"/>.</summary>
    /// <param name="source">Where its detectors come from before the native ones; null for those alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public StreamDetector(Preset preset, int stepSeconds, DetectorSource? source = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSeconds);
        (Preset, StepSeconds) = (preset, stepSeconds);
        levels = new Levels(preset.Baseline, stepSeconds);
        predictive = new Predictive(preset.Baseline, preset.Dispersion);
        spread = new Spread(preset.Baseline, preset.Dispersion, stepSeconds);
        teaching = new Teaching(preset.Teaching, preset.Calibration.TaughtWindows, stepSeconds);
        decision = new Decision(preset.Decision, stepSeconds);
        windowTail = preset.Calibration.ForViews(stepSeconds);
        evidenceTail = preset.Calibration.ForEvidence(stepSeconds);
        views = new ViewsDetector(preset, stepSeconds);
        borrowing = new Borrowing(preset, predictive, stepSeconds);
        var at = BaseLength + (preset.Primary == Preset.Views ? ViewsLength : 0);
        var seats = preset.Witnesses.Count + (preset.Primary == Preset.Views ? 0 : 1);
        rows = LaneRows.Of(at + seats * Seat.HeadLength);
        FastLength = rows;
        if (preset.Primary != Preset.Views) primary = Take(preset.Primary, ref at, source, isPrimary: true);
        witnesses = new Seat[preset.Witnesses.Count];
        for (var i = 0; i < witnesses.Length; i++) witnesses[i] = Take(preset.Witnesses[i], ref at, source);
        ProfileLength = StreamLayout.ProfileLength(preset.Baseline.DaySlots);
        Witnesses = [.. preset.Witnesses];
    }

    /// <summary>The preset.</summary>
    public Preset Preset { get; }

    /// <summary>Length of a window, seconds.</summary>
    public int StepSeconds { get; }

    /// <summary>Numbers of a stream's fast part: what every window changes.</summary>
    public int FastLength { get; private set; }

    /// <summary>Numbers of a stream's profile: its day and its week.</summary>
    public int ProfileLength { get; }

    /// <summary>Names of the witnesses, in the order of their bits.</summary>
    public IReadOnlyList<string> Witnesses { get; }

    /// <summary>Evidence of an alarm, nats.</summary>
    public double AlarmEvidence => decision.AlarmEvidence;

    /// <summary>False once the stream has shown a negative or fractional value.</summary>
    public static bool IsCounts(ReadOnlySpan<double> fast) => fast[IsMeasurement] == 0;

    /// <summary>A witness's evidence in the last judged window, nats, held against its own past.</summary>
    public double WitnessEvidence(ReadOnlySpan<double> fast, int witness) => witnesses[witness].Evidence(fast);

    /// <summary>Makes a stream of which nothing is known.</summary>
    public void Start(Span<double> fast, Span<double> profile)
    {
        Check(fast, profile);
        fast.Clear();
        profile.Clear();
        SelfCalibratedTail.Start(fast[EvidenceTail..]);
        SelfCalibratedTail.Start(fast[WindowTail..]);
        if (primary is null) ViewsDetector.Start(fast.Slice(BaseLength, ViewsLength));
        else primary.Start(fast);
        foreach (var witness in witnesses) witness.Start(fast);
    }

    /// <summary>Makes a stream of which nothing is known but that its values are measurements.</summary>
    public void StartMeasurement(Span<double> fast, Span<double> profile)
    {
        Start(fast, profile);
        fast[IsMeasurement] = 1;
    }

    /// <summary>Makes a young stream that borrows its parent's profile until its own windows rule; it is judged from its first window on.</summary>
    /// <param name="share">The stream's share of its parent's signals, above 0.</param>
    public void StartFrom(Span<double> fast, Span<double> profile, ReadOnlySpan<double> parentFast, ReadOnlySpan<double> parentProfile, double share)
    {
        Check(parentFast, parentProfile);
        Start(fast, profile);
        borrowing.Borrow(fast, profile, parentFast, parentProfile, share);
    }

    /// <summary>Judges a window of each of several streams and learns from it.</summary>
    /// <param name="windows">At most one of a stream.</param>
    /// <param name="judged">What is said of each.</param>
    /// <exception cref="ArgumentException">A state has another length, or a value is not finite.</exception>
    public void Advance(ReadOnlySpan<StreamWindow> windows, Span<StreamJudgement> judged)
    {
        for (var from = 0; from < windows.Length; from += Lane.Count)
        {
            var count = Math.Min(Lane.Count, windows.Length - from);
            AdvanceLanes(windows.Slice(from, count), judged.Slice(from, count));
        }
    }

    /// <inheritdoc cref="Advance(ReadOnlySpan{StreamWindow}, Span{StreamJudgement})"/>
    public StreamJudgement Advance(in StreamWindow window)
    {
        var judged = default(StreamJudgement);
        Advance(new ReadOnlySpan<StreamWindow>(in window), new Span<StreamJudgement>(ref judged));
        return judged;
    }

    /// <summary>Gives a stream the state of another detector of the same preset, whose witnesses may be others: those then begin anew.</summary>
    public void Adopt(Span<double> fast, ReadOnlySpan<double> from)
    {
        if (from.Length == fast.Length) from.CopyTo(fast);
        else from[..(BaseLength + (primary is null ? ViewsLength : 0))].CopyTo(fast);
    }

    /// <summary>The stream has a new level: what is expected is multiplied at every hour, and the windows before say nothing more.</summary>
    /// <param name="profile">Empty: only the fast part is changed, as on a copy that looks ahead.</param>
    public void TakeLevel(Span<double> fast, Span<double> profile, double ratio)
    {
        fast[LevelSum] *= ratio;
        for (var i = 0; i < profile.Length; i += 2) profile[i] *= ratio;
        if (fast[IsMeasurement] != 0)
            for (var j = 0; j < 3; j++) fast[SpreadSum + j] *= ratio * ratio;
        fast[Frozen] = fast[FarAbove] = 0;
        if (primary is null) ViewsDetector.Forget(fast.Slice(BaseLength, ViewsLength));
    }

    /// <summary>Judges an open window by its own surprise alone; changes nothing. It raises an alarm only where a whole window of no more would do so by far.</summary>
    /// <param name="open">What was counted so far. Nothing is said of measurements.</param>
    public StreamJudgement JudgePartial(in StreamWindow open)
    {
        Check(open);
        if (open.Fast[Seen] < 1 || open.Fast[IsMeasurement] != 0 || open.Value < 0 || open.Value != Math.Floor(open.Value)) return StreamJudgement.Unknown;
        var lanes = new LaneWindows(
            new ReadOnlySpan<StreamWindow>(in open), stackalloc V[rows + 1], stackalloc V[ProfileCells.Rows + 1], stackalloc V[Work.Rows + 1], stackalloc Place[Lane.Most]);
        var s = lanes.Rows;
        var work = lanes.Work;
        LaneRows.Load(lanes.Fast, s);
        levels.Read(lanes.Windows, lanes.Cells);
        levels.At(s, lanes.Cells, s.Slice(Mean, 3), work.Known);
        var found = work.Found;
        predictive.Of(s, work.Known, s.Slice(Mean, SeenLength), work.Value, found);
        var isAbove = GreaterThan<double>(found.Residual, V.Zero);
        found.Surprise &= isAbove;   // too few so far says nothing of the whole window
        work.Evidence = views.OfWindow(windowTail.Nats(s.Slice(WindowTail, SelfCalibratedTail.Length), found.Surprise));
        work.Rarity = evidenceTail.Nats(s.Slice(EvidenceTail, SelfCalibratedTail.Length), work.Evidence);
        work.Counts = V.AllBitsSet;
        work.Enough = isAbove & decision.Enough(work.Counts, work.Value, found.Expected, found.Residual);
        decision.DecideOpen(s, work.Evidence, work.Enough, work.Thresholds, work.Verdict);
        var judged = default(StreamJudgement);
        lanes.Tell(new Span<StreamJudgement>(ref judged));
        return judged;
    }

    private void AdvanceLanes(ReadOnlySpan<StreamWindow> windows, Span<StreamJudgement> judged)
    {
        foreach (ref readonly var window in windows)
        {
            Check(window);
            if (window.Fast[IsMeasurement] == 0 && (window.Value < 0 || window.Value != Math.Floor(window.Value))) predictive.BecomeMeasurement(window.Fast);
        }

        var lanes = new LaneWindows(windows, stackalloc V[rows + 1], stackalloc V[ProfileCells.Rows + 1], stackalloc V[Work.Rows + 1], stackalloc Place[Lane.Most]);
        var s = lanes.Rows;
        var work = lanes.Work;
        LaneRows.Load(lanes.Fast, s);
        levels.Read(windows, lanes.Cells);
        s[Seen] += V.One;
        var isFirst = LessThan<double>(s[Seen], Create(2.0));
        var firsts = Lane.Bits(isFirst);

        ref var x = ref work.Value;
        var found = work.Found;
        levels.At(s, lanes.Cells, s.Slice(Mean, 3), work.Known);
        predictive.Of(s, work.Known, s.Slice(Mean, SeenLength), x, found);
        work.Counts = Equals<double>(s[IsMeasurement], V.Zero);
        work.Weight = work.Lesson * teaching.TailWeight(s);
        Span<Observation> observed = stackalloc Observation[Lane.Most];
        var seen = observed[..windows.Length];
        if (primary is not null || witnesses.Length > 0) lanes.Observe(isFirst, seen);
        work.OwnNats = windowTail.Advance(s.Slice(WindowTail, SelfCalibratedTail.Length), found.Surprise, work.Weight);
        if (primary is not null) work.Evidence = primary.Advance(s, lanes.Fast, seen, work.Weight);
        else
        {
            var glance = new Glance(in x, in s[Last], in found.Residual, in found.Surprise, in work.Counts);
            work.Evidence = views.Advance(s.Slice(BaseLength, ViewsLength), glance, work.OwnNats, work.Weight);
        }

        work.Rarity = evidenceTail.Advance(s.Slice(EvidenceTail, SelfCalibratedTail.Length), work.Evidence, work.Weight);
        work.Enough = decision.Enough(work.Counts, x, found.Expected, found.Residual);
        decision.Decide(s, work.Evidence, work.Enough, work.Thresholds, work.Verdict);
        lanes.Tell(judged);
        Ask(lanes, seen, judged);

        work.Weight = ConditionalSelect(isFirst, V.One, work.Lesson * teaching.Weight(s, x, found.Expected, work.Evidence, found.Surprise));
        spread.Learn(s, x, work.Weight);
        work.Taught = ConditionalSelect(isFirst, x, spread.Clipped(s, x));
        levels.Learn(s, lanes.Cells, work.Taught, work.Weight);
        s[Last] = x;
        for (var i = 0; i < windows.Length && firsts != 0; i++)
            if ((firsts >> i & 1) != 0) judged[i] = Begin(windows[i].Fast, s, i);
        LaneRows.Store(s, lanes.Fast, firsts);
        levels.Write(windows, lanes.Cells);
    }

    /// <summary>A stream's first window: nothing was known, so that nothing of what was said of it holds.</summary>
    private static StreamJudgement Begin(double[] fast, ReadOnlySpan<V> s, int lane)
    {
        foreach (var row in (ReadOnlySpan<int>)[Seen, LevelSum, LevelWeight, Last, Mean, Mean + 1, Mean + 2]) fast[row] = s[row][lane];
        return StreamJudgement.Unknown;
    }

    private void Ask(in LaneWindows lanes, ReadOnlySpan<Observation> seen, Span<StreamJudgement> judged)
    {
        for (var j = 0; j < witnesses.Length; j++)
        {
            witnesses[j].Advance(lanes.Rows, lanes.Fast, seen, lanes.Work.Weight);
            var begins = Lane.Bits(witnesses[j].BeginsToSpeak(lanes.Rows, AlarmEvidence, lanes.Work.Enough));
            if (begins == 0) continue;
            for (var i = 0; i < judged.Length; i++)
                if ((begins >> i & 1) != 0) judged[i] = judged[i] with { Witnesses = judged[i].Witnesses | 1u << j };
        }
    }

    private Seat Take(string name, ref int head, DetectorSource? source, bool isPrimary = false)
    {
        var detector = source?.Invoke(name, Preset, StepSeconds) ?? DetectorList.Make(name, Preset, StepSeconds);
        var seat = new Seat(detector, isPrimary && detector.IsSelfCalibrated ? null : Preset.Calibration.ForViews(StepSeconds), head, FastLength);   // a witness is to speak seldom
        head += Seat.HeadLength;
        FastLength = seat.End;
        return seat;
    }

    private void Check(in StreamWindow window)
    {
        Check(window.Fast, window.Profile);
        if (!double.IsFinite(window.Value)) throw new ArgumentOutOfRangeException(nameof(window), window.Value, "a window that was not collected is not judged");
    }

    private void Check(ReadOnlySpan<double> fast, ReadOnlySpan<double> profile)
    {
        if (fast.Length != FastLength || profile.Length != ProfileLength)
            throw new ArgumentException($"a stream's state has {FastLength} and {ProfileLength} numbers, not {fast.Length} and {profile.Length}");
    }
}
