using SignalDetect.Core.Detectors.MLNet.Spectral;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectSeasonality: the period of a series, from the one or two strongest frequencies of its spectrum and the circular autocorrelation at the lags
/// about them. The mean is not taken out, so that any level above zero passes the test against randomness easily; it is the search of frequencies that filters.
/// </summary>
public static class Seasonality
{
    /// <summary>No period was found.</summary>
    public const int None = -1;

    private const int LongestPeriod = 400;
    private const int LeastCycles = 8;
    private const double LeastCorrelation = 1e-10;
    private const double Rounding = 1e-9;
    private const double Nothing = 1e-26;

    /// <summary>The period in values, 2 to 400 with at least eight of them in the series, or <see cref="None"/>; that, too, where a value is no finite number.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">So many values from its start are looked at; -1 for all.</param>
    /// <param name="randomness">How sure it must be that the autocorrelation is not that of chance, 0 to 1 without the ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">A window that is neither -1 nor at least 0, or a randomness outside its range.</exception>
    public static int Detect(ReadOnlySpan<double> values, int window = -1, double randomness = .95)
    {
        if (window != -1) ArgumentOutOfRangeException.ThrowIfNegative(window);
        if (!(randomness is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(randomness), randomness, "must be between 0 and 1");
        if (window != -1 && window < values.Length) values = values[..window];
        if (values.Length < 2 * LeastCycles) return None;
        var (energies, correlations) = Spectrum(values);
        var best = Strongest(energies);
        var second = Second(energies, best);
        var lag = Better(Lag(correlations, best), Lag(correlations, second), correlations);
        if (lag == None) return None;
        var least = Deviate(randomness) / Math.Sqrt(values.Length);
        return correlations[lag] / correlations[0] >= least && correlations[lag] >= LeastCorrelation ? lag : None;
    }

    // Squared magnitudes, and what they are transformed back to.
    private static (double[] Energies, double[] Correlations) Spectrum(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var fourier = Fourier<One>.Of(n);
        var (real, imaginary, work) = (new One[n], new One[n], new One[fourier.WorkLength]);
        for (var i = 0; i < n; i++) real[i] = new One(values[i]);
        fourier.Forward(real, imaginary, work);
        var energies = new double[n];
        for (var i = 0; i < n; i++)
        {
            energies[i] = real[i].Value * real[i].Value + imaginary[i].Value * imaginary[i].Value;
            (real[i], imaginary[i]) = (new One(energies[i]), default);
        }

        var nothing = Nothing * energies.Max();
        foreach (ref var energy in energies.AsSpan())
            if (energy < nothing) energy = 0;

        fourier.Backward(real, imaginary, work);
        return (energies, [.. real.Select(one => one.Value / n)]);
    }

    // The lowest of those that are alike: in a flat spectrum ML.NET's choice is one of rounding.
    private static int Strongest(double[] energies)
    {
        var best = 1;
        for (var i = 2; i <= energies.Length / 2; i++)
            if (energies[i] > energies[best] * (1 + Rounding)) best = i;
        return best;
    }

    // The next peak that is not about the same period; ML.NET measures it by its right neighbour.
    private static int Second(double[] energies, int best)
    {
        var n = energies.Length;
        double period = n / best;
        var (second, energy) = (None, 0.0);
        for (var i = 1; i <= n / 2; i++)
        {
            if (i > n / (period + 1) && i < n / (period - 1)) continue;
            if (energies[i] > energy && energies[i] >= energies[i - 1] && energies[i] >= energies[i + 1]) (second, energy) = (i, energies[i + 1]);
        }

        return 6 * Median(energies.AsSpan(1, n / 2)) < energy && 10 * energy > energies[best] ? second : None;
    }

    private static double Median(ReadOnlySpan<double> energies)
    {
        var sorted = energies.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static int Lag(double[] correlations, int frequency)
    {
        var n = correlations.Length;
        if (frequency <= 1) return None;
        var lag = n / (frequency + 1);
        for (var i = lag + 1; i <= n / (frequency - 1) && i < n; i++)
            if (correlations[i] > correlations[lag]) lag = i;
        return lag <= 1 || lag > LongestPeriod || n < LeastCycles * lag ? None : lag;
    }

    private static int Better(int first, int second, double[] correlations)
    {
        if (first == None || second == None) return Math.Max(first, second);
        return correlations[second] > 1.05 * correlations[first] ? second : first;
    }

    private static double Deviate(double p) => p < .5 ? -Gaussian.Deviate(Math.Log(p)) : Gaussian.Deviate(Math.Log(1 - p));
}
