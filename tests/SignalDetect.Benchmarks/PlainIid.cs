using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.Benchmarks;

/// <summary>ML.NET's IID spike and change point as one would write them: an object a stream, with queues.</summary>
/// <param name="epsilon">Of the power martingale; null for a spike.</param>
internal sealed class PlainIid(int history, double? epsilon)
{
    private readonly Queue<float> values = new(history);
    private readonly Queue<double> bets = new(history);
    private double squares;
    private double log;
    private int locked;

    public MLNetRow Next(float value)
    {
        var p = .5;
        var count = values.Count;
        if (count > 0)
        {
            var bandwidth = Math.Max(Math.Sqrt(2) * (count == 1 ? 1 : Math.Sqrt(squares) / count), 1e-6);
            var sum = 0.0;
            foreach (double old in values)
            {
                sum += Error((value - old) / bandwidth);
                squares += (value - old) * (value - old);
            }

            p = .5 - sum / (2 * count);
        }

        if (count == history)
        {
            var oldest = values.Dequeue();
            foreach (var old in values) squares -= (double)(oldest - old) * (oldest - old);
            squares -= ((double)oldest - value) * ((double)oldest - value);
        }

        values.Enqueue(value);
        p = Math.Clamp(Math.Min(p, 1 - p), 1e-8, 1 - 1e-8);
        if (epsilon is not { } eps) return new MLNetRow(values.Count == history && p <= .05, value, p, 0);
        var bet = Math.Log(eps) + (eps - 1) * Math.Log(p);
        for (var i = bets.Count == 0 ? history : 1; i > 0; i--)
        {
            log += bet;
            if (bets.Count == history) log -= bets.Dequeue();
            bets.Enqueue(bet);
        }

        var martingale = Math.Exp(log);
        var alert = values.Count == history && log >= history * (Math.Log(eps) + (eps - 1) * Math.Log(.05)) && locked == 0;
        if (alert) locked = history;
        locked = Math.Max(0, locked - 1);
        return new MLNetRow(alert, value, p, martingale);
    }

    private static double Error(double x)
    {
        var t = 1 / (1 + .3275911 * Math.Abs(x));
        var e = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - .284496736) * t + .254829592) * t * Math.Exp(-x * x);
        return x < 0 ? -e : e;
    }
}
