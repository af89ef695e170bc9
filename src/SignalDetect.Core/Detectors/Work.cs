using SignalDetect.Core.Baselines;
using SignalDetect.Core.Decisions;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>What is known of a window of each of some streams while it is judged.</summary>
/// <param name="rows"><see cref="Rows"/> of them.</param>
internal readonly ref struct Work(Span<V> rows)
{
    /// <summary>Rows that it takes.</summary>
    public const int Rows = Prediction.Rows + Verdict.Rows + 13;

    private readonly Span<V> rows = rows;

    public Prediction Found => new(rows[..Prediction.Rows]);

    public Verdict Verdict => new(rows.Slice(Prediction.Rows, Verdict.Rows));

    /// <summary>Windows' worth by which each baseline is known.</summary>
    public Span<V> Known => rows[^3..];

    /// <summary>What was observed.</summary>
    public ref V Value => ref rows[7];

    /// <summary>How much the window may teach, as its caller says.</summary>
    public ref V Lesson => ref rows[8];

    /// <summary>The streams' thresholds as multiples of the preset's.</summary>
    public ref V Thresholds => ref rows[16];

    /// <summary>All bits but for a measurement.</summary>
    public ref V Counts => ref rows[9];

    /// <summary>How much the window teaches.</summary>
    public ref V Weight => ref rows[10];

    /// <summary>The window's own surprise, held against its past.</summary>
    public ref V OwnNats => ref rows[11];

    /// <summary>The primary detector's evidence.</summary>
    public ref V Evidence => ref rows[12];

    /// <summary>-ln of the p-value.</summary>
    public ref V Rarity => ref rows[13];

    /// <summary>All bits where an alarm is not ruled out.</summary>
    public ref V Enough => ref rows[14];

    /// <summary>The value as far as it may teach.</summary>
    public ref V Taught => ref rows[15];
}
