using System.Runtime.CompilerServices;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Polynomials of which the parts are added up side by side (G. Estrin, 1960): a third of the time that one step after the other takes.</summary>
internal static class Polynomial
{
    /// <summary>c0 + c1 x + c2 x^2 + c3 x^3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Four(V x, V square, double c0, double c1, double c2, double c3) => FusedMultiplyAdd(
        FusedMultiplyAdd(Create(c3), x, Create(c2)), square, FusedMultiplyAdd(Create(c1), x, Create(c0)));
}
