namespace SignalDetect.Core.Detectors;

/// <summary>
/// Evidence held against its own past, so that it keeps what it promises on this stream: peaks over a threshold (Pickands 1975) with an exponential excess
/// whose rate and mean are learnt. State: exceedances, windows (both decayed) and the mean excess.
/// </summary>
/// <param name="threshold">The threshold u, nats.</param>
/// <param name="prior">Windows' worth of the prior, under which the evidence is exact.</param>
/// <param name="decay">What is left of the counts after one window.</param>
/// <param name="largest">The largest excess, in mean excesses, that teaches.</param>
/// <param name="least">The least mean excess, nats.</param>
internal sealed class SelfCalibratedTail(double threshold, double prior, double decay, double largest, double least)
{
    public const int Length = 3;

    private readonly double expected = prior * Math.Exp(-threshold);
    private readonly double stiffness = 5 * prior * Math.Exp(-threshold);

    public static void Start(Span<double> tail)
    {
        tail[0] = 0;
        tail[1] = 0;
        tail[2] = 1;
    }

    /// <summary>-ln of the probability of evidence as strong, by this stream's past. Changes nothing.</summary>
    public double Nats(ReadOnlySpan<double> tail, double evidence)
    {
        var rate = -Math.Log((tail[0] + expected) / (tail[1] + prior));
        return evidence <= threshold ? evidence * rate / threshold : rate + (evidence - threshold) / tail[2];
    }

    /// <summary>The same, and the evidence becomes past.</summary>
    /// <param name="tail">The state.</param>
    /// <param name="evidence">Evidence, nats.</param>
    /// <param name="weight">How much an exceedance teaches, 0 to 1.</param>
    /// <param name="share">One over the windows that the evidence spans: those overlap, and one event is not to teach as many.</param>
    public double Advance(Span<double> tail, double evidence, double weight, double share = 1)
    {
        var nats = Nats(tail, evidence);
        tail[1] = tail[1] * decay + share;
        tail[0] *= decay;
        if (evidence > threshold)
        {
            weight *= share;
            tail[0] += weight;
            var excess = Math.Min((evidence - threshold) / tail[2], largest);
            tail[2] = Math.Max(least, tail[2] * Math.Exp(weight * (excess - 1) / (stiffness + tail[0])));
        }

        return nats;
    }
}
