namespace SignalDetect.Core.Detectors;

/// <summary>
/// A detector together with its state's place in a stream's fast part: its self-calibrated tail, its last evidence, whether it speaks, and its own state.
/// </summary>
/// <param name="tail">What its evidence is held against; null where it is not.</param>
internal sealed class Seat(IDetector detector, SelfCalibratedTail? tail, int at)
{
    private const int Nats = SelfCalibratedTail.Length;
    private const int Speaks = Nats + 1;
    private const int Own = Speaks + 1;
    private readonly double share = 1 / detector.Memory;

    /// <summary>Where the next seat begins.</summary>
    public int End => at + Own + detector.StateLength;

    public void Start(Span<double> fast)
    {
        var state = fast[at..End];
        state.Clear();
        SelfCalibratedTail.Start(state);
        detector.Start(state[Own..]);
    }

    /// <summary>Its evidence in one window, nats, held against its own past unless it is so already.</summary>
    public double Advance(Span<double> fast, in Observation seen)
    {
        var state = fast[at..End];
        var score = detector.Advance(state[Own..], seen);
        return state[Nats] = tail?.Advance(state[..SelfCalibratedTail.Length], score.Nats, seen.Lesson, share) ?? score.Nats;
    }

    /// <summary>True in the window in which its evidence comes up to an alarm's.</summary>
    public bool BeginsToSpeak(Span<double> fast, double alarm, bool enough)
    {
        ref var speaks = ref fast[at + Speaks];
        if (fast[at + Nats] < alarm) speaks = 0;
        else if (enough && speaks == 0)
        {
            speaks = 1;
            return true;
        }

        return false;
    }

    public double Evidence(ReadOnlySpan<double> fast) => fast[at + Nats];
}
