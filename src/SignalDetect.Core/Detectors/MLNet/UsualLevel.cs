using System.Runtime.InteropServices;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Runtime.Intrinsics.Vector512;
using V = System.Runtime.Intrinsics.Vector512<double>;

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

    private const double LongRun = 5000;
    private const double Clip = 4;

    /// <summary>Takes in the next logarithm, and gives its nats; 0 until a few histories are known.</summary>
    /// <param name="lesson">How much it may teach, 0 to 1.</param>
    public double Nats(Span<double> state, double log, double lesson)
    {
        var nats = 0.0;
        Nats(new StreamStates(state[..StateLength], StateLength), [log], [lesson], new Span<double>(ref nats));
        return nats;
    }

    /// <summary>The same for many streams; one whose logarithm is NaN stays as it is, and has none.</summary>
    public void Nats(StreamStates states, ReadOnlySpan<double> logs, ReadOnlySpan<double> lessons, Span<double> nats)
    {
        var rows = Aligned(stackalloc V[StateLength + 4]);
        var numbers = MemoryMarshal.Cast<V, double>(rows);
        for (var from = 0; from < logs.Length; from += Lane.Count)
        {
            var count = Math.Min(Lane.Count, logs.Length - from);
            for (var i = 0; i < count; i++)
            {
                var state = states[from + i];
                for (var n = 0; n < StateLength; n++) numbers[n * Lane.Count + i] = state[n];
                numbers[StateLength * Lane.Count + i] = logs[from + i];
                numbers[(StateLength + 1) * Lane.Count + i] = lessons[from + i];
            }

            Nats(rows);
            for (var i = 0; i < count; i++)
            {
                nats[from + i] = double.NaN;
                if (double.IsNaN(logs[from + i])) continue;
                nats[from + i] = numbers[(StateLength + 2) * Lane.Count + i];
                var state = states[from + i];
                for (var n = 0; n < StateLength; n++) state[n] = numbers[n * Lane.Count + i];
            }
        }
    }

    // Rows: windows, mean, variance, logarithm, lesson; the last gets the nats.
    private void Nats(Span<V> rows)
    {
        var (mean, variance, log) = (rows[1], rows[2], rows[3]);
        var windows = MinNative(rows[0] + V.One, Create(LongRun));
        var counted = windows - Create((double)history);
        var deviation = Sqrt(variance + V.One);
        var most = Create(Clip) * deviation;
        var off = log - mean;
        rows[5] = -Normal.LogUpper(off / deviation) & GreaterThan(windows, Create(3.0 * history));
        var pace = rows[4] / MaxNative(counted, V.One) & GreaterThan(counted, V.Zero);
        off = MinNative(MaxNative(off, -most), most);
        rows[0] = windows;
        rows[1] = FusedMultiplyAdd(pace, off, mean);
        rows[2] = FusedMultiplyAdd(pace, FusedMultiplyAdd(off, off, -variance), variance);
    }
}
