using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Distributions side by side, each about an observed value, in logarithms.</summary>
/// <param name="rows"><see cref="Rows"/> of them.</param>
internal readonly ref struct SmallTail(Span<V> rows)
{
    /// <summary>Rows that it takes.</summary>
    public const int Rows = 3;

    /// <summary>ln of what has no probability.</summary>
    public const double Never = -1e30;

    private readonly Span<V> rows = rows;

    /// <summary>ln of the tail on the value's side of the mean: P(X >= x) above it, P(X &lt; x) below it.</summary>
    public ref V Log => ref rows[0];

    /// <summary>All bits where that is the upper tail.</summary>
    public ref V IsUpper => ref rows[1];

    /// <summary>ln of P(X = x), or of the density.</summary>
    public ref V LogMass => ref rows[2];
}
