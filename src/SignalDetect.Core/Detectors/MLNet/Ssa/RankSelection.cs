namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// ML.NET's exact choice of how many components are signal: those with which the series' last part, forecast from what is before it without ever a look at
/// the truth, comes out nearest. All in single precision but the sum of errors, in ML.NET's order.
/// </summary>
internal static class RankSelection
{
    private const int LongEnough = 200;

    /// <param name="vectors">Row by row, by falling eigenvalue.</param>
    public static int Exact(float[] series, TrajectoryMatrix trajectory, float[] vectors, int window, int most)
    {
        var span = Math.Min(Math.Max(window, LongEnough), series.Length - window + 1);
        var (signal, weights) = (new float[series.Length], new float[window - 1]);
        var told = new float[span + window - 1];
        var (rank, least, nu) = (most, double.MaxValue, 0f);
        for (var r = 1; r <= most; r++)
        {
            var vector = vectors.AsSpan((r - 1) * window, window);
            var last = vector[^1];
            for (var j = 0; j < weights.Length; j++) weights[j] += last * vector[j];
            nu += last * last;
            trajectory.AddReconstruction(vector, signal);
            signal.AsSpan(series.Length - told.Length, weights.Length).CopyTo(told);
            var error = Error(series.AsSpan(^span..), told, weights, 1 - nu, MeanOff(series, signal), least);
            if (!(error < least)) continue;
            (rank, least) = (r, error);
        }

        return rank;
    }

    private static float MeanOff(float[] series, float[] signal)
    {
        var sum = 0f;
        for (var i = 0; i < series.Length; i++) sum += series[i] - signal[i];
        return sum / series.Length;
    }

    private static double Error(ReadOnlySpan<float> truth, float[] told, float[] weights, float scale, float mean, double enough)
    {
        var error = 0.0;
        for (var m = 0; m < truth.Length; m++)
        {
            var sum = 0f;
            var past = told.AsSpan(m, weights.Length);
            for (var n = 0; n < past.Length; n++) sum += weights[n] * past[n];
            told[m + weights.Length] = sum / scale + mean;
            error += Math.Abs(truth[m] - told[m + weights.Length]);
            if (error > enough) break;
        }

        return error;
    }
}
