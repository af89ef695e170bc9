using SignalDetect.Core.Lanes;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Baselines;

/// <summary>
/// The mid-p tails of a mixture of three. Where the value lies on one side of all three, that side's tail may be smaller than any double and is summed in units
/// of its largest part; elsewhere neither tail is small.
/// </summary>
/// <param name="rows"><see cref="Rows"/> of them.</param>
internal readonly ref struct Mixture(Span<V> rows)
{
    /// <summary>Rows that it takes.</summary>
    public const int Rows = 3 * (SmallTail.Rows + 1);

    private readonly Span<V> rows = rows;

    /// <summary>Weight of a part; together 1.</summary>
    public ref V Weight(int part) => ref rows[3 * SmallTail.Rows + part];

    /// <summary>A part, about the value.</summary>
    public SmallTail Part(int part) => new(rows.Slice(SmallTail.Rows * part, SmallTail.Rows));

    /// <summary>ln of the smaller tail.</summary>
    /// <param name="hasMass">All bits where the value itself has a probability.</param>
    /// <param name="isAbove">All bits where that is the upper one.</param>
    public V LogSmaller(in V hasMass, out V isAbove)
    {
        var first = Part(0);
        var second = Part(1);
        var third = Part(2);
        var allUpper = first.IsUpper & second.IsUpper & third.IsUpper;
        var oneSide = allUpper | ~(first.IsUpper | second.IsUpper | third.IsUpper);
        var none = Create(SmallTail.Never);
        var most = MaxNative(MaxNative(first.LogMass, second.LogMass), third.LogMass);
        most = ConditionalSelect(hasMass, most, none);
        most = MaxNative(MaxNative(MaxNative(first.Log, second.Log), third.Log), most);
        var unit = most & oneSide;
        var scale = Logarithms.Exp(unit);
        var (above, below) = (V.Zero, V.Zero);
        for (var j = 0; j < 3; j++)
        {
            var part = Part(j);
            var tail = Logarithms.Exp(part.Log - unit);
            var mass = Logarithms.Exp(part.LogMass - unit) & hasMass;
            var half = Create(.5) * mass;
            var own = Weight(j) * ConditionalSelect(part.IsUpper, MaxNative(tail, mass) - half, tail + half);   // the upper tail holds the mass, the lower one does not
            var other = FusedMultiplyAdd(-scale, own, Weight(j));
            above += ConditionalSelect(part.IsUpper, own, other);
            below += ConditionalSelect(part.IsUpper, other, own);
        }

        var allLower = AndNot(oneSide, allUpper);
        isAbove = LessThan<double>(ConditionalSelect(allUpper, above * scale, above), ConditionalSelect(allLower, below * scale, below));
        return Logarithms.Log(MaxNative(ConditionalSelect(isAbove, above, below), Create(1e-300))) + (unit & ConditionalSelect(isAbove, allUpper, allLower));
    }
}
