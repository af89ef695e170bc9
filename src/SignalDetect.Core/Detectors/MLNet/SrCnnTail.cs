using System.Buffers;
using SignalDetect.Core.Detectors.MLNet.Spectral;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// <see cref="SrCnnEntire"/> on a stream as it comes: each time the last values are the whole series, and the newest one's row is what it says. Alone on any series
/// by its rows; as a detector on residuals, of counts only where they are above what was expected.
/// </summary>
/// <remarks>
/// The first values, until the window is full, have a row of nought. A NaN or an infinity is a gap: the value before it stands in its place, and its row is
/// <see cref="SrCnnRow.None"/>; in the compatible form it stands in the state and silences the window.
/// </remarks>
public sealed class SrCnnTail : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "srcnn-entire";

    private readonly SrCnnEntireParameters parameters;
    private readonly Recent recent;
    private readonly Saliency saliency;
    private readonly int workLength;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A window of fewer than 12 values or four periods, or a threshold outside 0 to 1.</exception>
    public SrCnnTail(SrCnnEntireParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Period);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Window, Math.Max(SrCnnEntire.LeastPoints, 4 * parameters.Period));
        SrCnnSettings.CheckThreshold(parameters.Threshold);
        this.parameters = parameters;
        recent = new Recent(parameters.Window, parameters.MLNetCompatible);
        saliency = new Saliency(parameters.Window, ResidualShape.Entire);
        workLength = parameters.Period == 0 ? 0 : Season.WorkLength(parameters.Window, parameters.Period);
    }

    public string Name => Key;

    public int StateLength => recent.StateLength;

    public double Memory => 1;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    /// <summary>Takes in the next value of each of many streams, whose states lie one behind the other, and gives the rows: alert, score and magnitude.</summary>
    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<SrCnnRow> rows)
    {
        for (var i = 0; i < values.Length; i++)
            rows[i] = Seen(states.Slice(i * StateLength, StateLength), values[i], out _) ?? SrCnnRow.None;
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        var row = Seen(state, Math.Clamp(seen.Residual, -Recent.LargestResidual, Recent.LargestResidual), out var nats) ?? default;
        return new DetectorScore(seen is { IsCounts: true, Residual: <= 0 } ? 0 : nats, row.Score, row.Alert);
    }

    private SrCnnRow? Seen(Span<double> state, double value, out double nats)
    {
        nats = 0;
        if (!recent.Push(state, value)) return null;
        if (!recent.IsFull(state)) return SrCnnRow.None with { Score = 0, Magnitude = 0 };
        var n = parameters.Window;
        var room = ArrayPool<double>.Shared.Rent(2 * n + workLength);
        var row = Judge(state, room.AsSpan(0, n), room.AsSpan(n, n), room.AsSpan(2 * n), out nats);
        ArrayPool<double>.Shared.Return(room);
        return row;
    }

    private SrCnnRow Judge(ReadOnlySpan<double> state, Span<double> series, Span<double> seasonless, Span<double> work, out double nats)
    {
        recent.CopyTo(state, series);
        var unseasoned = series;
        if (parameters.Period > 0)
        {
            unseasoned = seasonless;
            Season.TakeOut(series, parameters.Period, parameters.Deseasonality, seasonless, work);
        }

        var salience = saliency.OfNewest(unseasoned);
        var score = Math.Min(salience.Score, 1);
        var outstanding = Moments.StandsOut(unseasoned[^1], series, parameters.MLNetCompatible);
        var alert = score > parameters.Threshold;
        if (alert && !outstanding) (alert, score) = (false, 0);
        nats = outstanding ? salience.Nats : 0;
        return SrCnnRow.None with { Alert = alert, Score = score, Magnitude = salience.Magnitude };
    }
}
