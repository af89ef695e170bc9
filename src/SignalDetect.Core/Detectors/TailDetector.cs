using SignalDetect.Core.Detectors.Presets;

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
    private readonly Span[] spans;
    private readonly SelfCalibratedTail tail;
    private readonly double price;

    /// <summary>The detector for windows of <paramref name="stepSeconds"/>.</summary>
    public TailDetector(TailParameters parameters, CalibrationParameters calibration, int stepSeconds)
    {
        var windows = parameters.SpansMinutes.Where(minutes => minutes * 60 >= stepSeconds).Select(minutes => minutes * 60 / stepSeconds).Distinct().Order().ToArray();
        if (windows.Length == 0) windows = [1];
        spans = new Span[windows.Length];
        var at = 1;
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

    public void Start(Span<double> state)
    {
        state.Clear();
        foreach (var span in spans) SelfCalibratedTail.Start(span.Tail(state));
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        if ((state[0] != 0) == seen.IsCounts)
        {
            Start(state);
            state[0] = seen.IsCounts ? 0 : 1;
        }

        var most = 0.0;
        foreach (var span in spans)
        {
            var evidence = seen.IsCounts ? OfCounts(span.Add(state, seen, SharedError(seen))) : OfMeasurements(span.Add(state, seen, seen.Variance));
            most = Math.Max(most, tail.Advance(span.Tail(state), evidence, seen.Lesson, span.Share));
        }

        most = Math.Max(0, most - price);
        return new DetectorScore(most, most, most >= AlertNats);
    }

    private static double SharedError(in Observation seen) => Math.Sqrt(Math.Max(seen.Variance - seen.Expected, 0));

    private static double OfCounts((double Value, double Expected, double Spread) sum)
    {
        var mean = Math.Max(sum.Expected, 1e-3);
        var excess = Math.Max(sum.Spread * sum.Spread, 1e-9 * mean);
        return -NegativeBinomial.LogUpper(sum.Value, mean, Math.Min(mean * mean / excess, 1e7));
    }

    private static double OfMeasurements((double Value, double Expected, double Spread) sum) =>
        sum.Spread > 0 ? -Gaussian.LogUpper(Math.Abs(sum.Value - sum.Expected) / Math.Sqrt(sum.Spread)) - Gaussian.Ln2 : 0;

    /// <summary>One span: a ring of at most six blocks of (value, expected, spread), the newest still filling; then its tail.</summary>
    private readonly struct Span(int at, int windows)
    {
        private const int Most = 6;
        private readonly int block = (windows + Most - 1) / Most;

        public double Share => 1.0 / windows;

        private int Blocks => (windows + block - 1) / block;

        public int Length => 1 + 3 * Blocks + SelfCalibratedTail.Length;

        public Span<double> Tail(Span<double> state) => state.Slice(at + Length - SelfCalibratedTail.Length, SelfCalibratedTail.Length);

        /// <summary>Takes in a window and gives the sums over the span.</summary>
        public (double Value, double Expected, double Spread) Add(Span<double> state, in Observation seen, double spread)
        {
            var ring = state.Slice(at + 1, 3 * Blocks);
            ref var filled = ref state[at];   // windows since the ring began a round
            var into = ring.Slice(3 * ((int)filled / block), 3);
            if ((int)filled % block == 0) into.Clear();
            into[0] += seen.Value;
            into[1] += seen.Expected;
            into[2] += spread;
            filled = filled + 1 == block * Blocks ? 0 : filled + 1;
            var (value, expected, spreads) = (0.0, 0.0, 0.0);
            for (var i = 0; i < ring.Length; i += 3)
            {
                value += ring[i];
                expected += ring[i + 1];
                spreads += ring[i + 2];
            }

            return (value, expected, spreads);
        }
    }
}
