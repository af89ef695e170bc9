namespace SignalDetect.Backtest.Measures;

/// <summary>Scores as whole ten-thousandths, so that sums over thresholds take a bounded number of places however long a run is.</summary>
internal static class ScoreKey
{
    /// <summary>How many keys there are.</summary>
    public const int Count = 10_001;

    private const double Parts = Count - 1;

    /// <summary>The nearest key of a score in [0, 1].</summary>
    public static int Of(double score) => (int)Math.Round(score * Parts);

    /// <summary>The score of a key.</summary>
    public static double Score(int key) => key / Parts;

    /// <summary>Adds to what stands at a key.</summary>
    public static void Add(Dictionary<int, double> sums, int key, double amount)
    {
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
        sum += amount;
    }
}
