using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// A model by singular spectrum analysis, trained as ML.NET 5.0.0 trains it (AdaptiveSingularSpectrumSequenceModeler), all in single precision: the vectors
/// that span the signal's windows, and the linear recurrence by which the last values of the signal give the next one.
/// </summary>
/// <param name="Rank">How many vectors.</param>
/// <param name="Window">Their length; shorter than asked for where the series is degenerate.</param>
/// <param name="Vectors">They, one after the other.</param>
/// <param name="Alpha">The recurrence: weights of the last <see cref="Window"/> - 1 values of the signal, oldest first.</param>
/// <param name="Signal">Those values at the end of training.</param>
/// <param name="Next">The first forecast.</param>
public sealed record SsaModel(int Rank, int Window, IReadOnlyList<float> Vectors, IReadOnlyList<float> Alpha, IReadOnlyList<float> Signal, float Next)
{
    /// <summary>True when every number of it is finite.</summary>
    public bool IsFinite => float.IsFinite(Next) && Vectors.All(float.IsFinite) && Alpha.All(float.IsFinite) && Signal.All(float.IsFinite);

    /// <summary>The model of a series, its rank chosen by ML.NET's exact search among ranks up to half the window.</summary>
    /// <param name="series">More than two windows; in it no NaN.</param>
    /// <param name="window">Values in the window, at least 2.</param>
    /// <exception cref="ArgumentException">The series is too short for the window.</exception>
    public static SsaModel Train(ReadOnlySpan<float> series, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        if (series.Length <= 2 * window) throw new ArgumentException($"must hold more than two windows of {window}", nameof(series));
        var data = series.ToArray();
        while (true)
        {
            var trajectory = new TrajectoryMatrix(data, window);
            if (Decomposed(trajectory, window) is not { } vectors) return Naive(data, window);
            if (!HasCornerVector(vectors, window)) return Made(data, vectors, RankSelection.Exact(data, trajectory, vectors, window, window / 2), window);
            if (window == 2) return Naive(data, window);
            window--;   // a vector of the last place alone leaves nothing to forecast from
        }
    }

    /// <summary>The model that forecasts about the mean of the last values, whatever the series.</summary>
    public static SsaModel Naive(ReadOnlySpan<float> series, int window)
    {
        var vector = new float[window];
        Array.Fill(vector, (float)(1 / Math.Sqrt(window)));
        return Made(series, vector, 1, window);
    }

    private static float[]? Decomposed(TrajectoryMatrix trajectory, int window)
    {
        var covariance = trajectory.Covariance();
        if (!covariance.All(double.IsFinite)) return null;
        var eigen = new DenseMatrix(window, window, covariance).Evd(Symmetricity.Symmetric);   // its values rise
        return [.. Enumerable.Range(1, window).SelectMany(k => eigen.EigenVectors.Column(window - k)).Select(number => (float)number)];
    }

    private static bool HasCornerVector(float[] vectors, int window)
    {
        for (var last = window - 1; last < vectors.Length; last += window)
            if (vectors[last] * vectors[last] == 1) return true;
        return false;
    }

    private static SsaModel Made(ReadOnlySpan<float> series, float[] all, int rank, int window)
    {
        var vectors = all[..(rank * window)];
        var lasts = Enumerable.Range(1, rank).Select(k => vectors[k * window - 1]).ToArray();
        var nu = 0f;
        foreach (var last in lasts) nu += last * last;
        var alpha = LagProjection.Up(vectors, rank, window, lasts)[..^1];
        for (var j = 0; j < alpha.Length; j++) alpha[j] /= 1 - nu;
        var signal = LagProjection.Up(vectors, rank, window, LagProjection.Down(vectors, rank, series[^window..]))[1..];
        var next = 0f;
        for (var i = 0; i < signal.Length; i++) next += signal[i] * alpha[i];
        return new SsaModel(rank, window, vectors, alpha, signal, next);
    }
}
