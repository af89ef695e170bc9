using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.MLNet.Ssa;

namespace SignalDetect.Benchmarks;

/// <summary>ML.NET's SSA spike and change point as one would write them: an object a stream, with loops over arrays of single precision.</summary>
internal sealed class PlainSsa(SsaModel model, PlainIid kernel)
{
    private readonly float[] vectors = [.. model.Vectors];
    private readonly float[] alpha = [.. model.Alpha];
    private readonly float[] signal = [.. model.Signal];
    private readonly float[] lags = [0, .. model.Signal];
    private float next = model.Next;

    public MLNetRow Next(float value)
    {
        var error = value - next;
        Consume(value);
        return kernel.Next(error);
    }

    private void Consume(float value)
    {
        var window = model.Window;
        Array.Copy(lags, 1, lags, 0, window - 1);
        lags[^1] = value;
        Span<float> projected = stackalloc float[window];
        projected.Clear();
        for (var k = 0; k < model.Rank; k++)
        {
            var vector = vectors.AsSpan(k * window, window);
            var product = 0f;
            for (var i = 0; i < window; i++) product += vector[i] * lags[i];
            for (var i = 0; i < window; i++) projected[i] += product * vector[i];
        }

        next = 0;
        for (var i = 0; i < window - 2; i++)
        {
            signal[i] = ((window - 2 - i) * signal[i + 1] + projected[i + 1]) / (window - 1 - i);
            next += signal[i] * alpha[i];
        }

        signal[window - 2] = projected[window - 1];
        next += signal[window - 2] * alpha[window - 2];
    }
}
