using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Decisions;

/// <summary>
/// How much a window teaches: hardly anything while an incident lasts, so that a long outage does not become the usual; but not for ever, so that a new level
/// does.
/// </summary>
internal sealed class Teaching(TeachingParameters teaching, double taughtWindows, int step)
{
    private readonly double perDay = 86400.0 / step;

    /// <summary>How much a window of this incident teaches the tails, 0 to 1: a long one as its logarithm. Measurements always in full.</summary>
    public double TailWeight(ReadOnlySpan<double> fast) =>
        fast[StreamLayout.IsMeasurement] == 0 ? 1 / (1 + Math.Max(0, fast[StreamLayout.Frozen] - taughtWindows)) : 1;

    /// <summary>How much this window teaches the baselines, and counts it into the incident.</summary>
    /// <param name="evidence">Its evidence, nats.</param>
    /// <param name="surprise">-ln of its two-sided tail, nats.</param>
    public double Weight(Span<double> fast, double x, double expected, double evidence, double surprise)
    {
        var counts = fast[StreamLayout.IsMeasurement] == 0;
        ref var frozen = ref fast[StreamLayout.Frozen];
        ref var far = ref fast[StreamLayout.FarAbove];
        var weight = 1.0;
        var limit = 0.0;
        if (evidence > teaching.FreezeNats || (counts && surprise > teaching.FreezeNats))
        {
            far += ((counts && x > teaching.FarAboveRatio * expected + 1 ? 1 : 0) - far) / 8;
            limit = (far > .5 || (counts && frozen < 8) ? teaching.LongDays : teaching.ShortDays) * perDay;
        }

        if (limit > 0)
        {
            if (frozen < limit) weight = Math.Max(teaching.FrozenWeight, Math.Exp(-(Math.Max(evidence, surprise) - teaching.FreezeNats) / 2));
            frozen = Math.Min(frozen + 1, (teaching.LongDays + 1) * perDay);
            return weight;
        }

        frozen = Math.Max(0, frozen - 2);
        if (frozen <= 0) far = 0;
        return weight;
    }
}
