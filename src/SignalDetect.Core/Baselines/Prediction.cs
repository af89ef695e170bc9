using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Baselines;

/// <summary>The predictive of a window of each of some streams, held against its value.</summary>
/// <param name="rows"><see cref="Rows"/> of them.</param>
internal readonly ref struct Prediction(Span<V> rows)
{
    /// <summary>Rows that it takes.</summary>
    public const int Rows = 4;

    private readonly Span<V> rows = rows;

    /// <summary>Mean of the mixture.</summary>
    public ref V Expected => ref rows[0];

    /// <summary>Variance of the mixture.</summary>
    public ref V Variance => ref rows[1];

    /// <summary>The tail probability as a standard normal; positive is above.</summary>
    public ref V Residual => ref rows[2];

    /// <summary>-ln of the two-sided tail probability, nats.</summary>
    public ref V Surprise => ref rows[3];
}
