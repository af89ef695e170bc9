using SignalDetect.Core.Lanes;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// A detector together with its place in a stream's fast part: a head (its self-calibrated tail, its last evidence, whether it speaks) among the numbers that
/// stand in lanes, and its own state behind them.
/// </summary>
/// <param name="tail">What its evidence is held against; null where it is not.</param>
/// <param name="head">Where its head stands.</param>
/// <param name="own">Where its own state begins.</param>
internal sealed class Seat(IDetector detector, SelfCalibratedTail? tail, int head, int own)
{
    /// <summary>Numbers of a head.</summary>
    public const int HeadLength = SelfCalibratedTail.Length + 2;

    private const int Nats = SelfCalibratedTail.Length;
    private const int Speaks = Nats + 1;
    private readonly double share = 1 / detector.Memory;

    /// <summary>Where its own state ends.</summary>
    public int End => own + detector.StateLength;

    public void Start(Span<double> fast)
    {
        fast.Slice(head, HeadLength).Clear();
        SelfCalibratedTail.Start(fast[head..]);
        fast[own..End].Clear();
        detector.Start(fast[own..End]);
    }

    /// <summary>Its evidence in one window of each stream, nats, held against its own past unless it is so already.</summary>
    public V Advance(Span<V> s, ReadOnlySpan<double[]> fast, ReadOnlySpan<Observation> seen, in V lesson)
    {
        Span<DetectorScore> scores = stackalloc DetectorScore[Lane.Most];
        detector.Advance(new StreamStates(fast, own, detector.StateLength), seen, scores);
        Span<double> nats = stackalloc double[Lane.Most];
        for (var i = 0; i < seen.Length; i++) nats[i] = scores[i].Nats;
        var evidence = Create<double>(nats);
        return s[head + Nats] = tail is null ? evidence : tail.Advance(s.Slice(head, SelfCalibratedTail.Length), evidence, lesson, share);
    }

    /// <summary>All bits in the window in which its evidence comes up to an alarm's.</summary>
    public V BeginsToSpeak(Span<V> s, double alarm, in V enough)
    {
        ref var speaks = ref s[head + Speaks];
        var isLoud = GreaterThanOrEqual<double>(s[head + Nats], Create(alarm));
        var begins = isLoud & enough & Equals<double>(speaks, V.Zero);
        speaks = ConditionalSelect(isLoud, ConditionalSelect(begins, V.One, speaks), V.Zero);
        return begins;
    }

    public double Evidence(ReadOnlySpan<double> fast) => fast[head + Nats];
}
