using System.Runtime.InteropServices;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// The predictive tail over several spans up to an hour, for onsets too slow for one window. Counts: negative binomial, upper tail, the over-dispersion taken
/// as one error of the level that all windows of a span share, so that it does not average out. Measurements: normal, two-sided. Each span is held against its
/// own past; the strongest one speaks, less ln of their number.
/// </summary>
public sealed class TailDetector : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "tail";

    private const double AlertNats = 9;
    private const int Tails = 1;
    private const int Evidence = 2;
    private const int Sums = 5;
    private readonly Span[] spans;
    private readonly SelfCalibratedTail tail;
    private readonly double price;

    /// <summary>The detector for windows of <paramref name="stepSeconds"/>.</summary>
    public TailDetector(TailParameters parameters, CalibrationParameters calibration, int stepSeconds)
    {
        var windows = parameters.SpansMinutes.Where(minutes => minutes * 60 >= stepSeconds).Select(minutes => minutes * 60 / stepSeconds).Distinct().Order().ToArray();
        if (windows.Length == 0) windows = [1];
        spans = new Span[windows.Length];
        var at = Tails + SelfCalibratedTail.Length * spans.Length;
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = new Span(at, windows[i]);
            at += spans[i].Length;
        }

        StateLength = at;
        Memory = windows[^1];
        tail = calibration.ForViews(stepSeconds);
        price = Math.Log(spans.Length);
    }

    public string Name => Key;

    public int StateLength { get; }

    public double Memory { get; }

    public bool IsSelfCalibrated => true;

    // 1 for a measurement; the spans' tails; their rings.
    public void Start(Span<double> state)
    {
        state.Clear();
        for (var i = 0; i < spans.Length; i++) SelfCalibratedTail.Start(state[(Tails + SelfCalibratedTail.Length * i)..]);
    }

    public DetectorScore Advance(Span<double> state, in Observation seen) => OneStream.Advance(this, state, seen);

    public void Advance(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores)
    {
        var rows = Aligned(stackalloc V[Tail(spans.Length) + 1]);
        for (var from = 0; from < seen.Length; from += Lane.Count)
        {
            var count = Math.Min(Lane.Count, seen.Length - from);
            AdvanceLanes(states.From(from, count), seen.Slice(from, count), scores.Slice(from, count), rows);
        }
    }

    /// <summary>Row of a span's tail: behind the lessons, what is a measurement, three of one span, and each span's three sums.</summary>
    private int Tail(int span) => Sums + 3 * spans.Length + SelfCalibratedTail.Length * span;

    private void AdvanceLanes(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores, Span<V> rows)
    {
        var numbers = MemoryMarshal.Cast<V, double>(rows);
        for (var i = 0; i < seen.Length; i++) Read(states[i], seen[i], numbers[i..]);
        var isMeasurement = ~Equals<double>(rows[1], V.Zero);
        ref var evidence = ref rows[Evidence];
        var most = V.Zero;
        for (var j = 0; j < spans.Length; j++)
        {
            var sums = rows.Slice(Sums + 3 * j, 3);
            OfCounts(sums, ref rows[Evidence + 1], ref rows[Evidence + 2], ref evidence);
            if (Any(isMeasurement)) evidence = ConditionalSelect(isMeasurement, OfMeasurements(sums), evidence);
            most = MaxNative(most, tail.Advance(rows.Slice(Tail(j), SelfCalibratedTail.Length), evidence, rows[0], spans[j].Share));
        }

        evidence = MaxNative(most - Create(price), V.Zero);
        for (var i = 0; i < seen.Length; i++)
        {
            scores[i] = default;
            if (double.IsNaN(seen[i].Residual)) continue;
            var nats = numbers[Evidence * Lane.Count + i];
            scores[i] = new DetectorScore(nats, nats, nats >= AlertNats);
            var tails = states[i].Slice(Tails, SelfCalibratedTail.Length * spans.Length);
            for (var n = 0; n < tails.Length; n++) tails[n] = numbers[(Tail(0) + n) * Lane.Count + i];
        }
    }

    /// <summary>Takes a stream's window into its rings, and a column of numbers from them.</summary>
    private void Read(Span<double> state, in Observation seen, Span<double> column)
    {
        if (double.IsNaN(seen.Residual)) return;
        if ((state[0] != 0) == seen.IsCounts)
        {
            Start(state);
            state[0] = seen.IsCounts ? 0 : 1;
        }

        (column[0], column[Lane.Count]) = (seen.Lesson, state[0]);
        var spread = seen.IsCounts ? Math.Sqrt(Math.Max(seen.Variance - seen.Expected, 0)) : seen.Variance;   // of counts: the level's error, which a span shares
        for (var j = 0; j < spans.Length; j++) spans[j].Add(state, seen, spread, column[((Sums + 3 * j) * Lane.Count)..]);
        var tails = state.Slice(Tails, SelfCalibratedTail.Length * spans.Length);
        for (var n = 0; n < tails.Length; n++) column[(Tail(0) + n) * Lane.Count] = tails[n];
    }

    private static void OfCounts(ReadOnlySpan<V> sums, ref V mean, ref V size, ref V nats)
    {
        mean = MaxNative(sums[1], Create(1e-3));
        size = MinNative(mean * mean / MaxNative(sums[2] * sums[2], Create(1e-9) * mean), Create(1e7));
        NegativeBinomial.Surprise(sums[0], mean, size, ref nats);
    }

    private static V OfMeasurements(ReadOnlySpan<V> sums)
    {
        var nats = -Normal.LogUpper(Abs(sums[0] - sums[1]) / SquareRoot(sums[2])) - Create(Gaussian.Ln2);
        return ConditionalSelect(GreaterThan<double>(sums[2], V.Zero), nats, V.Zero);
    }

    /// <summary>One span: a ring of at most six blocks of (value, expected, spread), the newest still filling.</summary>
    private readonly struct Span(int at, int windows)
    {
        private const int Most = 6;
        private readonly int block = Divided(windows, Most);

        public double Share { get; } = 1.0 / windows;

        private int Blocks { get; } = Divided(windows, Divided(windows, Most));

        public int Length => 2 + 3 * Blocks;

        private static int Divided(int one, int by) => (one + by - 1) / by;

        /// <summary>Takes in a window and gives the sums over the span, each a row further.</summary>
        public void Add(Span<double> state, in Observation seen, double spread, Span<double> sums)
        {
            var ring = state.Slice(at + 2, 3 * Blocks);
            ref var newest = ref state[at];   // the block that is filling
            ref var filled = ref state[at + 1];   // and windows in it
            var into = ring.Slice(3 * (int)newest, 3);
            if (filled == 0) into.Clear();
            into[0] += seen.Value;
            into[1] += seen.Expected;
            into[2] += spread;
            if (++filled == block)
            {
                filled = 0;
                if (++newest == Blocks) newest = 0;
            }

            var (value, expected, spreads) = (0.0, 0.0, 0.0);
            for (var i = 0; i < ring.Length; i += 3)
            {
                value += ring[i];
                expected += ring[i + 1];
                spreads += ring[i + 2];
            }

            (sums[0], sums[Lane.Count], sums[2 * Lane.Count]) = (value, expected, spreads);
        }
    }
}
