namespace SignalDetect.Testing;

/// <summary>Draws for tests, from a seeded source.</summary>
public static class Chance
{
    /// <summary>A Poisson count of a mean up to some hundreds (Knuth's method).</summary>
    public static int Poisson(this Random random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble()) count++;
        return count;
    }
}
