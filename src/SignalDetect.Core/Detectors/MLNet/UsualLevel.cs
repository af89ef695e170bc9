using System.Runtime.InteropServices;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// How unusual a martingale's logarithm is on its own stream. Its p-values are no uniform ones, so that the martingale is not fair and does not bound its own
/// probability; its nats are the normal tail of its logarithm about that logarithm's long-run mean. State: windows seen, mean, variance.
/// </summary>
/// <param name="history">Bets in the martingale: the first windows as many still count the first bet, and teach nothing.</param>
public readonly struct UsualLevel(int history)
{
    /// <summary>Numbers of state a stream.</summary>
    public const int StateLength = 3;

    // Rows beside windows, mean and variance: the logarithm and its lesson, and the nats.
    private const int Log = StateLength;
    private const int Lesson = Log + 1;
    private const int Said = Lesson + 1;
    private const int Rows = Said + 1;
    private const double LongRun = 5000;
    private const double Clip = 4;

    /// <summary>Takes in the next logarithm, and gives its nats; 0 until a few histories are known.</summary>
    /// <param name="lesson">How much it may teach, 0 to 1.</param>
    public double Nats(Span<double> state, double log, double lesson)
    {
        var rows = Aligned(stackalloc V[Rows + 1]);
        var numbers = MemoryMarshal.Cast<V, double>(rows);
        Read(state, log, lesson, numbers);
        Advance(rows);
        return Write(state, numbers);
    }

    /// <summary>The scores of change points, whose nats are those of their martingales' logarithms; none where a level is NaN, and then nothing changes.</summary>
    /// <param name="states">The change points' states.</param>
    /// <param name="logAt">Where each holds the logarithm.</param>
    /// <param name="at">Where each holds this.</param>
    internal void Score(
        StreamStates states, int logAt, int at, ReadOnlySpan<Observation> seen, ReadOnlySpan<double> levels, ReadOnlySpan<bool> alerts, Span<DetectorScore> scores)
    {
        var rows = Aligned(stackalloc V[Rows + 1]);
        var numbers = MemoryMarshal.Cast<V, double>(rows);
        for (var from = 0; from < seen.Length; from += Lane.Count)
        {
            var end = Math.Min(from + Lane.Count, seen.Length);
            for (var i = from; i < end; i++) Read(states[i].Slice(at, StateLength), states[i][logAt], seen[i].Lesson, numbers[(i - from)..]);
            Advance(rows);
            for (var i = from; i < end; i++)
                scores[i] = double.IsNaN(levels[i]) ? default : new DetectorScore(Write(states[i].Slice(at, StateLength), numbers[(i - from)..]), levels[i], alerts[i]);
        }
    }

    private static void Read(ReadOnlySpan<double> state, double log, double lesson, Span<double> column)
    {
        for (var n = 0; n < StateLength; n++) column[n * Lane.Count] = state[n];
        (column[Log * Lane.Count], column[Lesson * Lane.Count]) = (log, lesson);
    }

    private static double Write(Span<double> state, ReadOnlySpan<double> column)
    {
        for (var n = 0; n < StateLength; n++) state[n] = column[n * Lane.Count];
        return column[Said * Lane.Count];
    }

    private void Advance(Span<V> rows)
    {
        var (mean, variance, log) = (rows[1], rows[2], rows[Log]);
        var windows = MinNative(rows[0] + V.One, Create(LongRun));
        var counted = windows - Create((double)history);
        var deviation = SquareRoot(variance + V.One);
        var most = Create(Clip) * deviation;
        var off = log - mean;
        rows[Said] = -Normal.LogUpper(off / deviation) & GreaterThan<double>(windows, Create(3.0 * history));
        var pace = rows[Lesson] / MaxNative(counted, V.One) & GreaterThan<double>(counted, V.Zero);
        off = MinNative(MaxNative(off, -most), most);
        rows[0] = windows;
        rows[1] = FusedMultiplyAdd(pace, off, mean);
        rows[2] = FusedMultiplyAdd(pace, FusedMultiplyAdd(off, off, -variance), variance);
    }
}
