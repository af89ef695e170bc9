using System.Buffers;
using SignalDetect.Core.Detectors.MLNet.Spectral;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectAnomalyBySrCnn: how much the newest of the last values stands out of their spectral residual. Alone on any series by its rows; as a detector
/// on residuals, of counts only where they are above what was expected.
/// </summary>
/// <remarks>
/// It computes in double precision, and a spectrum that is rounding alone is nothing; a NaN or an infinity is a gap: the value before it stands in its place, and its
/// row is <see cref="SrCnnRow.None"/>. In the compatible form all is single precision and a gap makes each row NaN, with no alert, until it has left the window; it
/// then also stands in the state. The first values, until the window is full, have a row of nought.
/// </remarks>
public sealed class SrCnn : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "srcnn";

    private const double Rounding = 1e-13;
    private readonly int window;
    private readonly double threshold;
    private readonly Recent recent;
    private readonly ISaliency saliency;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A window that is too short for the spans within it, a span that is not positive, or a threshold outside 0 to 1.</exception>
    public SrCnn(SrCnnParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.BackAdd);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.Lookahead);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.Averaging);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.Judgement);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Window, Math.Max(parameters.Lookahead + 2, Math.Max(parameters.Averaging, parameters.Judgement)));
        SrCnnSettings.CheckThreshold(parameters.Threshold);
        (window, threshold) = (parameters.Window, parameters.Threshold);
        recent = new Recent(window, parameters.MLNetCompatible);
        var shape = new ResidualShape(parameters.Lookahead, parameters.BackAdd, parameters.Averaging, parameters.Judgement, 0, Rounding);
        saliency = parameters.MLNetCompatible ? new SingleSaliency(window, shape) : new Saliency(window, shape);
    }

    public string Name => Key;

    public int StateLength => recent.StateLength;

    public double Memory => 1;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    /// <summary>Takes in the next value of each of many streams, whose states lie one behind the other, and gives ML.NET's rows: alert, score (not clipped) and magnitude.</summary>
    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<SrCnnRow> rows)
    {
        for (var i = 0; i < values.Length; i++)
            rows[i] = Seen(states.Slice(i * StateLength, StateLength), values[i], out var salience) ? Row(salience) : SrCnnRow.None;
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        Seen(state, Math.Clamp(seen.Residual, -Recent.LargestResidual, Recent.LargestResidual), out var salience);
        var row = Row(salience);
        return new DetectorScore(seen is { IsCounts: true, Residual: <= 0 } ? 0 : salience.Nats, row.Score, row.Alert);
    }

    private SrCnnRow Row(in Salience salience) => SrCnnRow.None with { Alert = Math.Min(salience.Score, 1) > threshold, Score = salience.Score, Magnitude = salience.Magnitude };

    private bool Seen(Span<double> state, double value, out Salience salience)
    {
        salience = default;
        var whole = recent.Push(state, value);
        if (!whole || !recent.IsFull(state)) return whole;
        var values = ArrayPool<double>.Shared.Rent(window);
        recent.CopyTo(state, values.AsSpan(0, window));
        salience = saliency.OfNewest(values.AsSpan(0, window));
        ArrayPool<double>.Shared.Return(values);
        return true;
    }
}
