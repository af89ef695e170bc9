using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors;
using static System.Runtime.Intrinsics.Vector512;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Student's t with fixed degrees of freedom, of eight numbers at a time: tails by D. L. Wallace's normal deviate (Ann. Math. Stat. 30, 1959), exact density.</summary>
internal sealed class Student(double freedom)
{
    private readonly double factor = (8 * freedom + 1) / (8 * freedom + 3);
    private readonly double logConstant = StudentT.LogConstant(freedom);

    /// <summary>The tail on the side of x, and the density there, for a location and a scale.</summary>
    public void Tail(in V x, in V location, in V scale, in SmallTail tail)
    {
        var deviate = Deviate((x - location) / scale, out var q);
        tail.Log = Normal.LogUpperAbove(deviate);
        tail.IsUpper = GreaterThanOrEqual(x, location);
        tail.LogMass = Create(logConstant) - Logarithms.Log(scale) - Create((freedom + 1) / 2) * q;
    }

    /// <summary>-ln of the two-sided tail probability of x about 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Surprise(V x, V scale) => MaxNative(-Normal.LogUpperAbove(Deviate(x / scale, out _)) - Create(Gaussian.Ln2), V.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Deviate(V t, out V q)
    {
        q = Functions.Log1P(t * t * Create(1 / freedom));
        return Create(factor) * Sqrt(Create(freedom) * q);
    }
}
