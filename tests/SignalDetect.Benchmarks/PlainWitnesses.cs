namespace SignalDetect.Benchmarks;

/// <summary>The default preset's four witnesses on counts, an object each.</summary>
internal sealed class PlainWitnesses(Func<PlainPast> past)
{
    private readonly PlainIid spike = new(30, null);
    private readonly PlainIid change = new(20, .1);
    private readonly PlainPast[] pasts = [past(), past(), past(), past()];
    private readonly (int Windows, PlainPast Past, Queue<(double Value, double Expected, double Error)> Queue)[] spans = [.. new[] { 1, 5, 15, 60 }.Select(windows => (windows, past(), new Queue<(double, double, double)>()))];
    private double sum;
    private double windows;
    private double mean;
    private double variance;

    public void Next(double x, double expected, double spread, double residual)
    {
        var most = 0.0;
        foreach (var (length, own, queue) in spans)
        {
            queue.Enqueue((x, expected, Math.Sqrt(Math.Max(spread - expected, 0))));
            if (queue.Count > length) queue.Dequeue();
            var m = Math.Max(queue.Sum(one => one.Expected), 1e-3);
            var error = queue.Sum(one => one.Error);
            var nats = -PlainTails.Counts(queue.Sum(one => one.Value), m, Math.Min(m * m / Math.Max(error * error, 1e-9 * m), 1e7)).Upper;
            most = Math.Max(most, own.Next(nats, 1.0 / length));
        }

        pasts[0].Next(Math.Max(0, most - Math.Log(4)), 1.0 / 60);
        sum = Math.Min(Math.Max(0, sum + Math.Clamp(residual, -20, 20) - .75), 100);
        pasts[1].Next(sum > 0 ? 1.5 * (sum + .583) : 0, 1 / 8.0);
        pasts[2].Next(-Math.Log(spike.Next((float)residual).PValue));
        pasts[3].Next(Change(Math.Log(change.Next((float)residual).Martingale)), 1 / 20.0);
    }

    private double Change(double log)
    {
        windows = Math.Min(windows + 1, 5000);
        if (windows <= 20) return 0;
        var deviation = Math.Sqrt(variance + 1);
        var off = Math.Clamp(log - mean, -4 * deviation, 4 * deviation);
        var nats = windows > 60 ? -PlainTails.LogUpper((log - mean) / deviation) : 0;
        mean += off / (windows - 20);
        variance += (off * off - variance) / (windows - 20);
        return nats;
    }
}
