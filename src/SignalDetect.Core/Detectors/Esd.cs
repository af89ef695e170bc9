using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// Twitter's seasonal hybrid ESD (Hochenbaum, Vallis and Kejariwal, arXiv 1704.07706) made causal: what is seasonal the residuals are already rid of; over
/// those of the last windows the newest is tested by the generalised extreme Studentized deviate (Rosner, Technometrics 25, 1983) with median and median absolute
/// deviation in the place of mean and standard deviation. The farthest residual is taken away again and again, up to a share of them; all up to the last that
/// stands out are outliers. Nats: Student's t of the newest when its turn comes, with 0.37 degrees of freedom for each other residual: the efficiency of the
/// deviation, which is the upper of the two middle ones and never taken below <see cref="EsdParameters.LeastScale"/>. Only above the median for counts.
/// </summary>
public sealed class Esd : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "esd";

    private const double MadToDeviation = 1.4826;
    private const double MadEfficiency = .37;
    private const double FarFromOutlying = 1.5;
    private const double Largest = 40;
    private const int Fewest = 20;

    private readonly int windows;
    private readonly double leastScale;
    private readonly double largestShare;
    private readonly double[] critical;
    private readonly StudentT student;

    /// <summary>The detector.</summary>
    public Esd(EsdParameters parameters)
    {
        (windows, leastScale, largestShare) = (parameters.Windows, parameters.LeastScale, parameters.LargestShare);
        student = new StudentT(MadEfficiency * (windows - 1));
        critical = [.. Enumerable.Range(1, (int)(largestShare * windows)).Select(i => Critical(windows, i, parameters.Significance))];
    }

    public string Name => Key;

    // Count, oldest, the residuals in the order of time, the same in the order of size.
    public int StateLength => 2 + 2 * windows;

    public double Memory => 1;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        var z = Math.Clamp(seen.Residual, -Largest, Largest);
        var sorted = Insert(state, z);
        if (sorted.Length < Fewest) return default;
        var (off, outlier) = Test(sorted, z);
        if (seen.IsCounts) off = Math.Max(0, off);
        var nats = off == 0 ? 0 : Math.Max(0, student.Surprise(off, 0, 1) + (seen.IsCounts ? Gaussian.Ln2 : 0));
        return new DetectorScore(nats, Math.Abs(off), outlier && off != 0);
    }

    /// <summary>Rosner's critical value for the <paramref name="i"/>-th farthest, from 1, of <paramref name="n"/> normal values at a significance.</summary>
    public static double Critical(int n, int i, double significance)
    {
        var freedom = n - i - 1;
        var t = StudentT.Quantile(significance / (2 * (n - i + 1)), freedom);
        return (n - i) * t / Math.Sqrt((freedom + t * t) * (n - i + 1));
    }

    private (double Off, bool Outlier) Test(ReadOnlySpan<double> sorted, double newest)
    {
        var off = Deviate(sorted, newest);
        if (Math.Abs(off) < FarFromOutlying) return (off, false);
        var taken = false;
        var most = (int)(largestShare * sorted.Length);
        for (var i = 0; i < most; i++)
        {
            var (low, high) = (Deviate(sorted, sorted[0]), Deviate(sorted, sorted[^1]));
            if (!taken)
            {
                off = Deviate(sorted, newest);
                taken = Math.Abs(off) >= Math.Max(-low, high);
            }

            if (taken && Math.Max(-low, high) > critical[i]) return (off, sorted.Length + i == windows);
            sorted = high >= -low ? sorted[..^1] : sorted[1..];
        }

        return (off, false);
    }

    private double Deviate(ReadOnlySpan<double> sorted, double z)
    {
        var half = sorted.Length / 2;
        var median = .5 * (sorted[half] + sorted[(sorted.Length - 1) / 2]);
        var (low, high) = (0, sorted.Length - half - 1);   // where the half + 1 residuals next to the median begin
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (median - sorted[middle] > sorted[middle + half + 1] - median) low = middle + 1;
            else high = middle;
        }

        var scale = Math.Max(median - sorted[low], sorted[low + half] - median);
        return (z - median) / Math.Max(MadToDeviation * scale, leastScale);
    }

    /// <summary>Puts a residual in the place of the oldest; gives those held in the order of size.</summary>
    private ReadOnlySpan<double> Insert(Span<double> state, double z)
    {
        var ring = state.Slice(2, windows);
        var sorted = state.Slice(2 + windows, windows);
        var count = (int)state[0];
        var at = (int)state[1];
        if (count == windows)
        {
            count--;
            var gone = Place(sorted[..windows], ring[at]);
            sorted[(gone + 1)..].CopyTo(sorted[gone..]);
        }

        var place = Place(sorted[..count], z);
        sorted[place..count].CopyTo(sorted[(place + 1)..]);
        sorted[place] = z;
        ring[at] = z;
        state[0] = count + 1;
        state[1] = at + 1 == windows ? 0 : at + 1;
        return sorted[..(count + 1)];
    }

    /// <summary>The first place that does not hold less.</summary>
    private static int Place(ReadOnlySpan<double> sorted, double z)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < z) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
