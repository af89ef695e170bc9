using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>SR-CNN's check by the mean and standard deviation of a series' own values.</summary>
internal static class Moments
{
    private const double LeastDeviation = 1e-8;
    private const double LeastZ = 1.5;

    /// <summary>False for a value that is near the mean, and for all where the series is constant.</summary>
    public static bool StandsOut(double value, double mean, double deviation) => !(deviation < LeastDeviation || Math.Abs(value - mean) / deviation < LeastZ);

    /// <summary>The same, by the moments of a series.</summary>
    public static bool StandsOut(double value, ReadOnlySpan<double> series, bool alike)
    {
        var (mean, apart, _) = Moments<One>.Sums(MemoryMarshal.Cast<double, One>(series), alike);
        return StandsOut(value, mean.Value, Math.Sqrt(apart.Value / series.Length));
    }
}

/// <summary>Mean and standard deviation of each lane.</summary>
/// <param name="alike">True for ML.NET's deviation, from the sum of squares less the square of the sum; it can be NaN for a series far from zero.</param>
internal sealed class Moments<T>(bool alike)
    where T : unmanaged, ILane<T>
{
    private const double Large = 1e280;
    private static readonly int Lanes = Unsafe.SizeOf<T>() / sizeof(double);
    private readonly double[] means = new double[Lanes];
    private readonly double[] deviations = new double[Lanes];
    private readonly bool[] fine = new bool[Lanes];

    /// <summary>Means, sums of squares about them, and sums of squares.</summary>
    public static (T Mean, T Apart, T Squares) Sums(ReadOnlySpan<T> series, bool alike)
    {
        var (sum, squares, apart) = (T.Of(0), T.Of(0), T.Of(0));
        foreach (var x in series)
        {
            sum += x;
            squares += x * x;
        }

        var share = T.Of(1.0 / series.Length);
        if (alike) return (sum * share, squares - sum * sum * share, squares);
        var mean = sum * share;
        foreach (var x in series) apart += (x - mean) * (x - mean);
        return (mean, apart, squares);
    }

    /// <summary>Takes them of the series.</summary>
    public void Of(ReadOnlySpan<T> series)
    {
        var (mean, apart, squares) = Sums(series, alike);
        Numbers(mean).CopyTo(means);
        for (var b = 0; b < Lanes; b++)
        {
            fine[b] = alike || Numbers(squares)[b] < Large;
            deviations[b] = Math.Sqrt(Numbers(apart)[b] / series.Length);
        }
    }

    /// <summary>False where the lane has a value that is no finite number, or so large ones that its spectrum would overflow.</summary>
    public bool Fine(int lane) => fine[lane];

    /// <summary>False for a value that is near its lane's mean, and for all where the lane is constant.</summary>
    public bool StandsOut(int lane, double value) => Moments.StandsOut(value, means[lane], deviations[lane]);

    private static ReadOnlySpan<double> Numbers(in T lanes) => MemoryMarshal.Cast<T, double>(MemoryMarshal.CreateReadOnlySpan(in lanes, 1));
}
