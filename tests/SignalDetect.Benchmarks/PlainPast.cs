namespace SignalDetect.Benchmarks;

/// <summary>Evidence held against its own past, an object for each.</summary>
internal sealed class PlainPast(double threshold, double prior, double decay, double least)
{
    private double exceedances;
    private double windows;
    private double mean = 1;

    public double Next(double evidence, double share = 1)
    {
        var rate = -Math.Log((exceedances + prior * Math.Exp(-threshold)) / (windows + prior));
        var nats = evidence <= threshold ? evidence * rate / threshold : rate + (evidence - threshold) / mean;
        windows = windows * decay + share;
        exceedances *= decay;
        if (evidence <= threshold) return nats;
        exceedances += share;
        var excess = Math.Min((evidence - threshold) / mean, 20);
        mean = Math.Max(least, mean * Math.Exp(share * (excess - 1) / (5 * prior * Math.Exp(-threshold) + exceedances)));
        return nats;
    }
}
