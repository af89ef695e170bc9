using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.Benchmarks;

/// <summary>SR-CNN's alerts, scores and magnitudes of a batch as one would write them over MathNet.Numerics' transform.</summary>
internal static class PlainSpectralResidual
{
    public static void Detect(ReadOnlySpan<double> values, double threshold, Span<SrCnnRow> rows)
    {
        var n = values.Length;
        var spectrum = new Complex[n + 5];
        for (var i = 0; i < n; i++) spectrum[i] = values[i];
        Array.Fill(spectrum, Forecast(values), n, 5);
        Fourier.Forward(spectrum, FourierOptions.Matlab);
        var logs = new double[n + 5];
        for (var i = 0; i < logs.Length; i++) logs[i] = spectrum[i].Magnitude is > 1e-8 and var size ? Math.Log(size) : 0;
        var usual = Average(logs, 3);
        for (var i = 0; i < logs.Length; i++) spectrum[i] = logs[i] != 0 ? spectrum[i] * (Math.Exp(logs[i] - usual[i]) / spectrum[i].Magnitude) : 0;
        Fourier.Inverse(spectrum, FourierOptions.Matlab);
        var magnitudes = new double[n + 5];
        for (var i = 0; i < magnitudes.Length; i++) magnitudes[i] = spectrum[i].Magnitude;
        var averages = Average(magnitudes, 40);
        Array.Fill(averages, averages[10], 0, 12);
        var (mean, deviation) = Moments(values);
        for (var i = 0; i < n; i++)
        {
            var average = averages[i] < 1e-8 ? 1e-8 : averages[i];
            var score = Math.Clamp(Math.Abs(magnitudes[i] - averages[i]) / average / 10, 0, 1);
            var alert = score > threshold;
            if (alert && (deviation < 1e-8 || Math.Abs(values[i] - mean) / deviation < 1.5)) (alert, score) = (false, 0);
            rows[i] = SrCnnRow.None with { Alert = alert, Score = score, Magnitude = magnitudes[i] };
        }
    }

    private static double Forecast(ReadOnlySpan<double> values)
    {
        var last = values[^7..^1];
        var next = last[1];
        for (var i = 0; i < 5; i++) next += (last[5] - last[i]) / (5 - i);
        return next;
    }

    private static double[] Average(double[] values, int span)
    {
        var averages = new double[values.Length];
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i];
            if (i >= span) sum -= values[i - span];
            averages[i] = sum / Math.Min(i + 1, span);
        }

        return averages;
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var x in values)
        {
            sum += x;
            squares += x * x;
        }

        return (sum / values.Length, Math.Sqrt((squares - sum * sum / values.Length) / values.Length));
    }
}
