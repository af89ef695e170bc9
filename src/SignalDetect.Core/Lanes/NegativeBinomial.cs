using SignalDetect.Core.Detectors;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>
/// The negative binomial of mean m and size r (variance m + m^2/r) in closed form, of a row of counts: Lugannani and Rice's saddlepoint tail with the
/// lattice correction (Adv. Appl. Prob. 12, 1980; Daniels 1987), relative error about 3 % down to one count and for a count of any size.
/// </summary>
internal static class NegativeBinomial
{
    private const double InverseSqrt2Pi = .3989422804014327;
    private const double LogLeast = -41.44653167389282;   // ln 1e-18

    /// <summary>The tail on the side of k, a whole number >= 0, and the mass there.</summary>
    /// <param name="error">Stirling's error of k, or anything for k = 0.</param>
    public static void Tail(in V k, in V error, in V m, in V r, in SmallTail tail)
    {
        var (sum, mean) = (k + r, m + r);
        var some = MaxNative(k, V.One);
        var deviance = Functions.DeviancePart(k, m) - Functions.DeviancePart(sum, mean);   // half of it
        var isNone = LessThanOrEqual<double>(k, V.Zero);
        var mass = Functions.StirlingError(some + r) - error - Functions.StirlingError(r)
            + FusedMultiplyAdd(Create(.5), Logarithms.Log(r / (some * (some + r))), Create(-Gaussian.LnSqrt2Pi));
        tail.LogMass = ConditionalSelect(isNone, -deviance, mass - deviance);
        var square = MaxNative(deviance, Create(1e-14));
        var w = SquareRoot(square + square);
        var u = Abs(k - m) * SquareRoot(r * sum / some) / mean;   // (1 - e^-s) sqrt(k (k+r) / r) for the saddlepoint s
        var isFar = GreaterThanOrEqual<double>(w, Create(8.0));
        var scaled = FusedMultiplyAdd((w - u) / (u * w), Create(InverseSqrt2Pi), Normal.Scaled(w));   // with 1/u - 1/w
        var (least, logLeast) = (Create(1e-18), Create(LogLeast));
        if (Any(isFar))
        {
            scaled = ConditionalSelect(isFar, (V.One / u - V.One / (w * w * w)) * Create(InverseSqrt2Pi), scaled);
            (least, logLeast) = (ConditionalSelect(isFar, Create(1e-300), least), ConditionalSelect(isFar, Create(SmallTail.Never), logLeast));
        }

        var log = MinNative(MaxNative(Logarithms.Log(MaxNative(scaled, least)) - square, logLeast), V.Zero);
        log = ConditionalSelect(LessThan<double>(w, Create(1e-3)), Create(-Gaussian.Ln2), log);
        tail.Log = ConditionalSelect(isNone, Create(SmallTail.Never), log);
        tail.IsUpper = AndNot(GreaterThanOrEqual<double>(k, m), isNone);
    }

    /// <summary>-ln of the mid-p upper tail at k, P(X > k) + P(X = k)/2.</summary>
    public static void Surprise(in V k, in V m, in V r, ref V nats)
    {
        var work = Aligned(stackalloc V[SmallTail.Rows + 2]);
        var tail = new SmallTail(work);
        ref var error = ref work[SmallTail.Rows];
        error = Functions.StirlingError(MaxNative(k, V.One));
        Tail(k, error, m, r, tail);
        var most = MaxNative(tail.Log, tail.LogMass);
        var half = Create(.5) * Logarithms.Exp(tail.LogMass - most);
        var small = V.One - half;
        var large = V.One - Logarithms.Exp(most) * (Logarithms.Exp(tail.Log - most) + half);
        nats = -(Logarithms.Log(ConditionalSelect(tail.IsUpper, small, large)) + (most & tail.IsUpper));
    }
}
