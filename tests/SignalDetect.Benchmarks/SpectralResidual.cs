using MathNet.Numerics;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.Benchmarks;

/// <summary>SR-CNN on a series of a million values in batches, and the same text written plainly over MathNet.Numerics' transform.</summary>
internal static class SpectralResidual
{
    private const int Values = 1_000_000;

    public static void Run()
    {
        Control.UseSingleThread();   // one core each; threads cost MathNet more than they bring at these lengths
        foreach (var size in (int[])[1024, 2000, 1019]) Compare(size);
        var values = Series();
        var rows = new SrCnnRow[Values];
        var (alone, margins) = (new SrCnnEntire(new()), new SrCnnEntire(new() { Mode = SrCnnMode.AnomalyAndMargin }));
        SideBySide.Compare("srcnn, batches of 1024", Values, ("alerts alone", () => alone.Detect(values, rows)), ("with margins", () => margins.Detect(values, rows)));
    }

    private static void Compare(int size)
    {
        var values = Series();
        var (rows, plainRows) = (new SrCnnRow[Values], new SrCnnRow[Values]);
        var detector = new SrCnnEntire(new() { BatchSize = size });
        void Plainly()
        {
            for (var from = 0; from < Values; from += size)
            {
                var count = Math.Min(size, Values - from);
                PlainSpectralResidual.Detect(values.AsSpan(from, count), .3, plainRows.AsSpan(from, count));
            }
        }

        SideBySide.Compare($"srcnn, batches of {size}", Values, ("native", () => detector.Detect(values, rows)), ("plain over MathNet", Plainly));
        var apart = rows.Zip(plainRows, (ours, theirs) => Math.Abs(ours.Magnitude - theirs.Magnitude)).Max();
        var unlike = rows.Zip(plainRows).Count(pair => pair.First.Alert != pair.Second.Alert);
        Console.WriteLine($"{"",-28} {rows.Count(row => row.Alert)} alerts, {unlike} of them unlike; magnitudes apart by at most {apart:E1}");
    }

    // A day's profile with noise and, one value in 500, a surge.
    private static double[] Series()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Values).Select(i => 20 + 10 * Math.Sin(i * Math.PI / 720) + 3 * random.NextDouble() + (random.Next(500) == 0 ? 60 : 0))];
    }
}
