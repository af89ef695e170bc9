using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Decisions;

/// <summary>What the evidence in a window of each of some streams comes to.</summary>
/// <param name="rows"><see cref="Rows"/> of them.</param>
internal readonly ref struct Verdict(Span<V> rows)
{
    /// <summary>Rows that it takes.</summary>
    public const int Rows = 3;

    private readonly Span<V> rows = rows;

    /// <summary>The news in it, 0 to 1.</summary>
    public ref V Score => ref rows[0];

    /// <summary>All bits where an alarm is raised or escalated.</summary>
    public ref V Raised => ref rows[1];

    /// <summary>All bits where the evidence is as strong as an alarm's.</summary>
    public ref V Hot => ref rows[2];
}
