using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

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

    /// <summary>Takes them of the series.</summary>
    public void Of(ReadOnlySpan<T> series)
    {
        var (sum, squares) = (T.Of(0), T.Of(0));
        foreach (var x in series)
        {
            sum += x;
            squares += x * x;
        }

        var mean = sum * T.Of(1.0 / series.Length);
        var apart = alike ? squares - sum * sum * T.Of(1.0 / series.Length) : About(mean, series);
        Write(mean, means);
        Write(apart, deviations);
        for (var b = 0; b < Lanes; b++)
        {
            fine[b] = alike || Numbers(squares)[b] < Large;
            deviations[b] = Math.Sqrt(deviations[b] / series.Length);
        }
    }

    /// <summary>False where the lane has a value that is no finite number, or so large ones that its spectrum would overflow.</summary>
    public bool Fine(int lane) => fine[lane];

    public (double Mean, double Deviation) At(int lane) => (means[lane], deviations[lane]);

    private static T About(T mean, ReadOnlySpan<T> series)
    {
        var sum = T.Of(0);
        foreach (var x in series) sum += (x - mean) * (x - mean);
        return sum;
    }

    private static void Write(in T lanes, double[] to) => Numbers(lanes).CopyTo(to);

    private static ReadOnlySpan<double> Numbers(in T lanes) => MemoryMarshal.Cast<T, double>(MemoryMarshal.CreateReadOnlySpan(in lanes, 1));
}
