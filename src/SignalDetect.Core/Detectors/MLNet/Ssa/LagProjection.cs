namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>A window projected on a model's vectors, by plain numbers in the order of ML.NET's 8-lane multiply-adds (CpuMath, AVX with FMA).</summary>
internal static class LagProjection
{
    private const int Lanes = 8;

    /// <summary>Each vector's product with the window.</summary>
    public static float[] Down(float[] vectors, int rank, ReadOnlySpan<float> lag)
    {
        var products = new float[rank];
        Span<float> lanes = stackalloc float[Lanes];
        for (var k = 0; k < rank; k++)
        {
            lanes.Clear();
            for (var i = 0; i < lag.Length; i++) lanes[i % Lanes] = MathF.FusedMultiplyAdd(vectors[k * lag.Length + i], lag[i], lanes[i % Lanes]);
            products[k] = (lanes[0] + lanes[1] + (lanes[2] + lanes[3])) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
        }

        return products;
    }

    /// <summary>The vectors' sum with these factors: rows in groups of four.</summary>
    public static float[] Up(float[] vectors, int rank, int window, ReadOnlySpan<float> factors)
    {
        var sums = new float[window];
        for (var k = 0; k < rank; k += 4)
            for (var i = 0; i < window; i++)
            {
                var group = Pair(vectors, rank, window, factors, k, i) + Pair(vectors, rank, window, factors, k + 2, i);
                sums[i] = k == 0 ? group : group + sums[i];
            }

        return sums;
    }

    private static float Pair(float[] vectors, int rank, int window, ReadOnlySpan<float> factors, int k, int i)
    {
        var first = k < rank ? factors[k] * vectors[k * window + i] : 0;
        return k + 1 < rank ? MathF.FusedMultiplyAdd(factors[k + 1], vectors[(k + 1) * window + i], first) : first;
    }
}
