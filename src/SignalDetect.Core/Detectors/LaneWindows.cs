using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>Some streams' windows side by side.</summary>
internal readonly ref struct LaneWindows
{
    private const double Central99 = 2.576;
    private const double LargestResidual = 40;
    private readonly Arrays arrays;

    public LaneWindows(ReadOnlySpan<StreamWindow> windows, Span<V> rows, Span<V> cells, Span<V> work, Span<Place> places)
    {
        Windows = windows;
        Rows = Aligned(rows);
        Cells = new ProfileCells(Aligned(cells), places);
        Work = new Work(Aligned(work));
        var values = MemoryMarshal.Cast<V, double>(new Span<V>(ref Work.Value));
        var lessons = MemoryMarshal.Cast<V, double>(new Span<V>(ref Work.Lesson));
        var thresholds = MemoryMarshal.Cast<V, double>(new Span<V>(ref Work.Thresholds));
        for (var i = 0; i < Lane.Count; i++)
        {
            ref readonly var window = ref windows[i < windows.Length ? i : 0];
            (arrays[i], values[i], lessons[i], thresholds[i]) = (window.Fast, window.Value, window.Lesson, window.Thresholds);
        }
    }

    public ReadOnlySpan<StreamWindow> Windows { get; }

    public Span<V> Rows { get; }

    public ProfileCells Cells { get; }

    public Work Work { get; }

    [UnscopedRef]
    public ReadOnlySpan<double[]> Fast => ((ReadOnlySpan<double[]>)arrays)[..Windows.Length];

    /// <summary>What the detectors see; of a stream's first window nothing.</summary>
    public void Observe(V isFirst, Span<Observation> observed)
    {
        var found = Work.Found;
        var residual = ConditionalSelect(isFirst, Create(double.NaN), MinNative(MaxNative(found.Residual, Create(-LargestResidual)), Create(LargestResidual)));
        var told = Aligned(stackalloc V[4]);
        (told[0], told[1], told[2]) = (residual, Work.Weight, Rows[StreamLayout.IsMeasurement]);
        var numbers = MemoryMarshal.Cast<V, double>(told);
        var expected = MemoryMarshal.Cast<V, double>(new Span<V>(ref found.Expected));
        var variance = MemoryMarshal.Cast<V, double>(new Span<V>(ref found.Variance));
        for (var i = 0; i < observed.Length; i++)
            observed[i] = new Observation(
                Windows[i].Value, expected[i], variance[i], numbers[i], numbers[2 * Lane.Count + i] == 0, numbers[Lane.Count + i]);
    }

    /// <summary>What is said of each.</summary>
    public void Tell(Span<StreamJudgement> judged)
    {
        var found = Work.Found;
        var verdict = Work.Verdict;
        var band = Create(Central99) * SquareRoot(found.Variance);
        var lower = found.Expected - band;
        lower = ConditionalSelect(Work.Counts, MaxNative(lower, V.Zero), lower);
        var told = Aligned(stackalloc V[Lane.Most + 1]);
        (told[0], told[1], told[2], told[3]) = (found.Expected, lower, found.Expected + band, found.Residual);
        (told[4], told[5], told[6], told[7]) = (found.Surprise, Work.Evidence, verdict.Score, Logarithms.Exp(-Work.Rarity));
        var numbers = MemoryMarshal.Cast<V, double>(told);
        var n = Lane.Count;
        var (raised, hot) = (Bits(verdict.Raised), Bits(verdict.Hot));
        for (var i = 0; i < judged.Length; i++)
        {
            var one = numbers[i..];
            judged[i] = new StreamJudgement(
                one[0], one[n], one[2 * n], one[3 * n], one[4 * n], one[5 * n], one[6 * n], one[7 * n], (raised >> i & 1) != 0, (hot >> i & 1) != 0, 0);
        }
    }

    [InlineArray(Lane.Most)]
    private struct Arrays
    {
        private double[] first;
    }
}
