namespace SignalDetect.Core.Detectors;

/// <summary>Takes a stream alone to a detector that is made for many.</summary>
internal static class OneStream
{
    /// <summary>Takes in one window of one stream.</summary>
    public static DetectorScore Advance(IDetector detector, Span<double> state, in Observation seen)
    {
        var score = default(DetectorScore);
        var length = detector.StateLength;
        detector.Advance(new StreamStates(state[..length], length), new ReadOnlySpan<Observation>(in seen), new Span<DetectorScore>(ref score));
        return score;
    }
}
