using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Student's t of a row of numbers: tails by D. L. Wallace's normal deviate (Ann. Math. Stat. 30, 1959), exact density.</summary>
internal static class Student
{
    private const double LogSqrtPi = .5723649429247001;

    /// <summary>The tail on the side of x, and the density there, for a location, a scale and degrees of freedom.</summary>
    public static void Tail(in V x, in V location, in V scale, in V freedom, in SmallTail tail)
    {
        var deviate = Deviate((x - location) / scale, freedom, out var q);
        tail.Log = Normal.LogUpperAbove(deviate);
        tail.IsUpper = GreaterThanOrEqual<double>(x, location);
        var half = Create(.5) * freedom;
        tail.LogMass = LogConstant(half) - Logarithms.Log(scale) - (half + Create(.5)) * q;
    }

    /// <summary>-ln of the two-sided tail probability of x about 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Surprise(V x, V scale, double freedom) =>
        MaxNative(-Normal.LogUpperAbove(Deviate(x / scale, Create(freedom), out _)) - Create(Gaussian.Ln2), V.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Deviate(V t, V freedom, out V q)
    {
        q = Functions.Log1P(t * t / freedom);
        var eight = Create(8.0) * freedom;
        return (eight + V.One) / (eight + Create(3.0)) * SquareRoot(freedom * q);
    }

    /// <summary>ln Gamma(h + 1/2) - ln Gamma(h) - ln sqrt(2h pi), by Stirling's formula with its errors.</summary>
    private static V LogConstant(V half)
    {
        var more = half + Create(.5);
        return Functions.StirlingError(more) - Functions.StirlingError(half) + half * Logarithms.Log(more / half)
            - Create(.5 + LogSqrtPi + .5 * Gaussian.Ln2);
    }
}
