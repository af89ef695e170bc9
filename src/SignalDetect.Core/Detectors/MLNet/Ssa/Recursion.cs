namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>A model's step from value to value in double precision.</summary>
/// <param name="rest">Its last values at the beginning: those of training, or zeros.</param>
internal sealed class Recursion(SsaModel model, IEnumerable<double> rest)
{
    private readonly float[] vectors = [.. model.Vectors];
    private readonly float[] alpha = [.. model.Alpha];
    private readonly double[] lags = [0, .. rest];
    private readonly double[] signal = [.. rest, 0];
    private readonly double[] projected = new double[model.Window];

    /// <summary>Takes in the next value, and gives the next forecast.</summary>
    public double Consume(double value)
    {
        var window = model.Window;
        Array.Copy(lags, 1, lags, 0, window - 1);
        lags[^1] = value;
        Project();
        var next = 0.0;
        for (var i = 0; i < window - 1; i++)
        {
            signal[i] = ((window - 2 - i) * signal[i + 1] + projected[i + 1]) / (window - 1 - i);
            next += signal[i] * alpha[i];
        }

        return next;
    }

    private void Project()
    {
        Array.Clear(projected);
        for (int k = 0, row = 0; k < model.Rank; k++, row += model.Window)
        {
            var product = 0.0;
            for (var i = 0; i < lags.Length; i++) product += vectors[row + i] * lags[i];
            for (var i = 0; i < lags.Length; i++) projected[i] += vectors[row + i] * product;
        }
    }
}
