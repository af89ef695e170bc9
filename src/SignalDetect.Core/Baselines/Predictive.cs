using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Baselines.StreamLayout;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Baselines;

/// <summary>
/// What a window of each of some streams should show: a mixture of the three baselines, weighted by how well each did lately, each wide while little is known. Negative binomial
/// for counts, Student's t for measurements.
/// </summary>
internal sealed class Predictive(BaselineParameters baseline, DispersionParameters dispersion)
{
    private const int Numbers = 9;   // mean, variance, size or degrees of freedom, scale; Stirling's error; what is a count; each part's mean square
    private readonly double floor = baseline.WeightFloor;
    private readonly double loss = baseline.WeightLoss;
    private readonly double priorSum = dispersion.Prior * dispersion.PriorStrength;
    private readonly double priorWeight = dispersion.PriorStrength;
    private readonly double freedom = dispersion.DegreesOfFreedom;
    private readonly bool byWindows = dispersion.FreedomByWindows;

    /// <summary>Holds values against the mixtures of their streams.</summary>
    /// <param name="s">The streams' rows.</param>
    /// <param name="known">Windows' worth by which each baseline is known.</param>
    /// <param name="seen">In: the three means. Out: behind them, their standard deviations and log-likelihoods less the best one's.</param>
    public void Of(ReadOnlySpan<V> s, ReadOnlySpan<V> known, Span<V> seen, in V x, in Prediction found)
    {
        var work = Aligned(stackalloc V[Mixture.Rows + SmallTail.Rows + Numbers + 1]);
        var mixture = new Mixture(work);
        var of = new SmallTail(work[Mixture.Rows..]);
        var numbers = work.Slice(Mixture.Rows + SmallTail.Rows, Numbers);
        ref var counts = ref numbers[5];
        counts = Equals<double>(s[IsMeasurement], V.Zero);
        var (anyCounts, anyMeasured) = (Any(counts), Any(~counts));
        Weigh(s.Slice(LogLikelihood, 3), mixture);
        if (anyCounts) numbers[4] = Functions.StirlingError(MaxNative(x, V.One));
        ref var mean = ref numbers[0];
        ref var variance = ref numbers[1];
        for (var j = 0; j < 3; j++)
        {
            mean = seen[j];
            var part = mixture.Part(j);
            if (anyCounts)
            {
                mean = ConditionalSelect(counts, MaxNative(mean, Create(1e-3)), mean);
                Counts(s, j, known[j], x, numbers, part, out seen[3 + j]);
            }

            if (anyMeasured)
            {
                var (deviation, wide) = (seen[3 + j], variance);
                Measured(s, j, known[j], x, numbers, of, out seen[3 + j]);
                if (anyCounts)
                {
                    seen[3 + j] = ConditionalSelect(counts, deviation, seen[3 + j]);
                    variance = ConditionalSelect(counts, wide, variance);
                    of.Log = ConditionalSelect(counts, part.Log, of.Log);
                    of.IsUpper = ConditionalSelect(counts, part.IsUpper, of.IsUpper);
                    of.LogMass = ConditionalSelect(counts, part.LogMass, of.LogMass);
                }

                (part.Log, part.IsUpper, part.LogMass) = (of.Log, of.IsUpper, of.LogMass);
            }

            numbers[6 + j] = variance + mean * mean;
        }

        var best = MaxNative(mixture.Part(0).LogMass, MaxNative(mixture.Part(1).LogMass, mixture.Part(2).LogMass));
        var (expected, square) = (V.Zero, V.Zero);
        for (var j = 0; j < 3; j++)
        {
            seen[6 + j] = MaxNative(mixture.Part(j).LogMass - best, Create(-loss));
            expected += mixture.Weight(j) * seen[j];
            square += mixture.Weight(j) * numbers[6 + j];
        }

        var log = MinNative(mixture.LogSmaller(counts, out var isAbove), Create(-1e-12));
        var deviate = Normal.Deviate(MinNative(log, Create(-Gaussian.Ln2)));
        found.Expected = expected;
        found.Variance = MaxNative(square - expected * expected, V.Zero);
        found.Residual = ConditionalSelect(isAbove, deviate, -deviate);
        found.Surprise = MaxNative(-log - Create(Gaussian.Ln2), V.Zero);
    }

    /// <summary>Over-dispersion phi of a baseline of counts.</summary>
    public double OverDispersion(ReadOnlySpan<double> fast, int j) =>
        Math.Max((fast[SpreadSum + j] + priorSum) / (fast[SpreadWeight + j] + priorWeight), 1e-4);

    /// <summary>The stream turns out to be a measurement: what was learnt of the counts' spread becomes a variance.</summary>
    public void BecomeMeasurement(Span<double> fast)
    {
        fast[IsMeasurement] = 1;
        var windows = Math.Min(fast[Seen], 200);
        for (var j = 0; j < 3; j++)
        {
            var mean = fast[Mean + j];
            var phi = (fast[SpreadSum + j] + priorSum) / (fast[SpreadWeight + j] + priorWeight);
            fast[SpreadSum + j] = (mean + phi * mean * mean) * windows;
            fast[SpreadWeight + j] = windows;
        }
    }

    private void Counts(ReadOnlySpan<V> s, int j, in V known, in V x, Span<V> numbers, in SmallTail tail, out V deviation)
    {
        var mean = numbers[0];
        var square = mean * mean;
        var phi = MaxNative((s[SpreadSum + j] + Create(priorSum)) / (s[SpreadWeight + j] + Create(priorWeight)), Create(1e-4));
        var own = FusedMultiplyAdd(phi, square, mean);
        var variance = own + own / MaxNative(known, Create(.5));
        deviation = SquareRoot(own);
        numbers[1] = variance;
        numbers[2] = MinNative(square / MaxNative(variance - mean, Create(1e-9) * mean), Create(1e7));
        NegativeBinomial.Tail(x, numbers[4], numbers[0], numbers[2], tail);
    }

    private void Measured(ReadOnlySpan<V> s, int j, in V known, in V x, Span<V> numbers, in SmallTail tail, out V deviation)
    {
        var mean = numbers[0];
        var weight = s[SpreadWeight + j];
        var own = ConditionalSelect(GreaterThan<double>(weight, V.Zero), s[SpreadSum + j] / MaxNative(weight, Create(1e-9)), (x - mean) * (x - mean));
        deviation = SquareRoot(own);
        var least = Create(1e-4) * mean;
        var variance = own * (V.One + V.One / MaxNative(known, Create(.5))) * (V.One + Create(2.0) / MaxNative(weight, Create(.5))) + least * least + Create(1e-12);
        numbers[1] = variance;
        numbers[3] = SquareRoot(variance);
        numbers[2] = byWindows ? MaxNative(MinNative(weight, Create(freedom)), V.One) : Create(freedom);
        Student.Tail(x, numbers[0], numbers[3], numbers[2], tail);
    }

    private void Weigh(ReadOnlySpan<V> likelihood, in Mixture mixture)
    {
        var most = MaxNative(likelihood[0], MaxNative(likelihood[1], likelihood[2]));
        var total = V.Zero;
        for (var j = 0; j < 3; j++) total += mixture.Weight(j) = Logarithms.Exp(likelihood[j] - most) + Create(floor);
        total = V.One / total;
        for (var j = 0; j < 3; j++) mixture.Weight(j) *= total;
    }
}
