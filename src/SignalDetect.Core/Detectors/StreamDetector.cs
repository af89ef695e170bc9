using SignalDetect.Core.Baselines;
using SignalDetect.Core.Decisions;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// A preset at work on windows of one length: baseline, predictive, evidence, decision, for one stream at a time. It holds nothing of a stream; that is two
/// flat spans of doubles which the caller owns and whose copy is a save. Judge a window, then learn from it, in the order of time; a window that was not
/// collected is not given at all.
/// </summary>
public sealed class StreamDetector
{
    private const int SeenLength = 9;
    private const double Central99 = 2.576;
    private const double LargestResidual = 40;

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
        var end = BaseLength;
        if (preset.Primary == Preset.Views) end += ViewsLength;
        else
        {
            primary = Take(preset.Primary, end, source, isPrimary: true);
            end = primary.End;
        }

        witnesses = new Seat[preset.Witnesses.Count];
        for (var i = 0; i < witnesses.Length; i++)
        {
            witnesses[i] = Take(preset.Witnesses[i], end, source);
            end = witnesses[i].End;
        }

        FastLength = end;
        ProfileLength = StreamLayout.ProfileLength(preset.Baseline.DaySlots);
        Witnesses = [.. preset.Witnesses];
    }

    /// <summary>The preset.</summary>
    public Preset Preset { get; }

    /// <summary>Length of a window, seconds.</summary>
    public int StepSeconds { get; }

    /// <summary>Numbers of a stream's fast part: what every window changes.</summary>
    public int FastLength { get; }

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
        SelfCalibratedTail.Start(fast.Slice(EvidenceTail, SelfCalibratedTail.Length));
        SelfCalibratedTail.Start(fast.Slice(WindowTail, SelfCalibratedTail.Length));
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

    /// <summary>Judges a window; changes the fast part alone.</summary>
    /// <param name="timeSeconds">The window's start, Unix seconds.</param>
    /// <param name="x">What was observed; finite.</param>
    /// <param name="lesson">How much the window may teach the tails, 0 to 1: 0 where it is known to belong to an incident.</param>
    /// <param name="thresholds">The stream's threshold as a multiple of <see cref="AlarmEvidence"/>; nothing that is learnt depends on it.</param>
    public StreamJudgement Judge(Span<double> fast, ReadOnlySpan<double> profile, long timeSeconds, double x, double lesson = 1, double thresholds = 1)
    {
        Check(fast, profile, x);
        fast[Seen] += 1;
        if (fast[IsMeasurement] == 0 && (x < 0 || x != Math.Floor(x))) predictive.BecomeMeasurement(fast);
        Span<double> known = stackalloc double[3];
        var seen = fast.Slice(Mean, SeenLength);
        levels.At(fast, profile, timeSeconds, seen, known);
        if (fast[Seen] < 2) return StreamJudgement.Unknown;
        var found = predictive.Of(fast, known, seen, x);
        var counts = fast[IsMeasurement] == 0;
        var weight = lesson * teaching.TailWeight(fast);
        var observed = new Observation(
            x, found.Expected, found.Variance, Math.Clamp(found.Residual, -LargestResidual, LargestResidual), counts, weight);
        var window = windowTail.Advance(fast.Slice(WindowTail, SelfCalibratedTail.Length), found.Surprise, weight);
        var evidence = primary is null
            ? views.Advance(fast.Slice(BaseLength, ViewsLength), new Glance(x, fast[Last], found.Residual, found.Surprise, counts), window, weight)
            : primary.Advance(fast, observed);
        var rarity = evidenceTail.Advance(fast.Slice(EvidenceTail, SelfCalibratedTail.Length), evidence, weight);
        var enough = decision.Enough(counts, x, found.Expected, found.Residual);
        var verdict = decision.Decide(fast, evidence, enough, thresholds);
        return Judgement(found, counts, evidence, rarity, verdict, Ask(fast, observed, enough));
    }

    /// <summary>Learns from a window, after it was judged.</summary>
    /// <param name="profile">Empty: only the fast part learns, as on a copy that looks ahead.</param>
    /// <param name="judged">What <see cref="Judge"/> said of it.</param>
    /// <param name="lesson">How much the window may teach, 0 to 1: 0 where it is known to belong to an incident.</param>
    public void Learn(Span<double> fast, Span<double> profile, long timeSeconds, double x, in StreamJudgement judged, double lesson = 1)
    {
        var isFirst = fast[Seen] < 2;
        var weight = isFirst ? 1 : lesson * teaching.Weight(fast, x, judged.Expected, judged.Evidence, judged.Surprise);
        if (!isFirst) spread.Learn(fast, x, weight);
        levels.Learn(fast, profile, timeSeconds, isFirst ? x : spread.Clipped(fast, x), weight);
        fast[Last] = x;
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
    /// <param name="xSoFar">What was counted so far. Nothing is said of measurements.</param>
    /// <param name="thresholds">The stream's threshold as a multiple of <see cref="AlarmEvidence"/>.</param>
    public StreamJudgement JudgePartial(ReadOnlySpan<double> fast, ReadOnlySpan<double> profile, long timeSeconds, double xSoFar, double thresholds = 1)
    {
        Check(fast, profile, xSoFar);
        if (fast[Seen] < 1 || fast[IsMeasurement] != 0 || xSoFar < 0 || xSoFar != Math.Floor(xSoFar)) return StreamJudgement.Unknown;
        Span<double> known = stackalloc double[3];
        Span<double> seen = stackalloc double[SeenLength];
        levels.At(fast, profile, timeSeconds, seen, known);
        var found = predictive.Of(fast, known, seen, xSoFar);
        if (found.Residual <= 0) found = found with { Surprise = 0 };   // too few so far says nothing of the whole window
        var evidence = views.OfWindow(windowTail.Nats(fast.Slice(WindowTail, SelfCalibratedTail.Length), found.Surprise));
        var rarity = evidenceTail.Nats(fast.Slice(EvidenceTail, SelfCalibratedTail.Length), evidence);
        var verdict = decision.DecideOpen(fast, evidence, found.Residual > 0 && decision.Enough(true, xSoFar, found.Expected, found.Residual), thresholds);
        return Judgement(found, true, evidence, rarity, verdict, 0);
    }

    private static StreamJudgement Judgement(in Prediction found, bool counts, double evidence, double rarity, in Verdict verdict, uint witnesses)
    {
        var band = Central99 * Math.Sqrt(found.Variance);
        var lower = found.Expected - band;
        return new StreamJudgement(
            found.Expected, counts ? Math.Max(lower, 0) : lower, found.Expected + band, found.Residual, found.Surprise, evidence, verdict.Score,
            Math.Exp(-rarity), verdict.Raised, verdict.Hot, witnesses);
    }

    private uint Ask(Span<double> fast, in Observation observed, bool enough)
    {
        var speaking = 0u;
        for (var i = 0; i < witnesses.Length; i++)
        {
            witnesses[i].Advance(fast, observed);
            if (witnesses[i].BeginsToSpeak(fast, AlarmEvidence, enough)) speaking |= 1u << i;
        }

        return speaking;
    }

    private Seat Take(string name, int at, DetectorSource? source, bool isPrimary = false)
    {
        var detector = source?.Invoke(name, Preset, StepSeconds) ?? DetectorList.Make(name, Preset, StepSeconds);
        return new Seat(detector, isPrimary && detector.IsSelfCalibrated ? null : Preset.Calibration.ForViews(StepSeconds), at);   // a witness is to speak seldom
    }

    private void Check(ReadOnlySpan<double> fast, ReadOnlySpan<double> profile, double x = 0)
    {
        if (fast.Length != FastLength || profile.Length != ProfileLength)
            throw new ArgumentException($"a stream's state has {FastLength} and {ProfileLength} numbers, not {fast.Length} and {profile.Length}");
        if (!double.IsFinite(x)) throw new ArgumentOutOfRangeException(nameof(x), x, "a window that was not collected is not judged");
    }
}
