using System.Numerics;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>A martingale's bets: the logarithm of what is won on a p-value. Power: ln e + (e - 1) ln p; mixture: ln(p ln p + 1 - p) - 2 ln(-ln p) - ln p.</summary>
internal abstract class Bets
{
    /// <summary>The bets on p-values.</summary>
    public abstract void Of(ReadOnlySpan<double> p, Span<double> bets);

    /// <summary>Martingales from their logarithms.</summary>
    public abstract void Levels(ReadOnlySpan<double> logs, Span<double> levels);
}

/// <summary>Bets as ML.NET computes them, to the last bit.</summary>
internal sealed class CompatibleBets(Betting betting, double epsilon) : Bets
{
    public override void Of(ReadOnlySpan<double> p, Span<double> bets)
    {
        for (var i = 0; i < p.Length; i++) bets[i] = Of(p[i]);
    }

    public override void Levels(ReadOnlySpan<double> logs, Span<double> levels)
    {
        for (var i = 0; i < logs.Length; i++) levels[i] = Math.Exp(logs[i]);
    }

    /// <summary>The bet on one p-value.</summary>
    public double Of(double p)
    {
        var log = Math.Log(p);
        return betting == Betting.Power ? Math.Log(epsilon) + (epsilon - 1) * log : Math.Log(p * log + 1 - p) - 2 * Math.Log(-log) - log;
    }
}

/// <summary>The same side by side, up to rounding.</summary>
internal sealed class SteadyBets(Betting betting, double epsilon) : Bets
{
    private readonly double logEpsilon = Math.Log(epsilon);

    public override void Of(ReadOnlySpan<double> p, Span<double> bets)
    {
        for (var i = 0; i < p.Length; i += V.Count) Store(Of(Load(p[i..])), bets[i..]);
    }

    public override void Levels(ReadOnlySpan<double> logs, Span<double> levels)
    {
        for (var i = 0; i < logs.Length; i += V.Count)
        {
            var log = Load(logs[i..]);
            Store(Vector.ConditionalSelect(Vector.Equals<double>(log, log), Logarithms.Exp(log), log), levels[i..]);
        }
    }

    private V Of(V p)
    {
        var one = V.One;
        var log = Logarithms.Log(p);
        var bets = betting == Betting.Power
            ? Vector.FusedMultiplyAdd(Vector.Create(epsilon - 1), log, Vector.Create(logEpsilon))
            : Logarithms.Log(Vector.FusedMultiplyAdd(p, log, one - p)) - Vector.Create(2.0) * Logarithms.Log(-log) - log;
        return Vector.ConditionalSelect(Vector.Equals<double>(p, p), bets, p);
    }

    private static V Load(ReadOnlySpan<double> from)
    {
        if (from.Length >= V.Count) return Vector.Create(from);
        Span<double> padded = stackalloc double[V.Count];
        padded.Fill(.5);
        from.CopyTo(padded);
        return Vector.Create<double>(padded);
    }

    private static void Store(V values, Span<double> to)
    {
        if (to.Length >= V.Count)
        {
            values.CopyTo(to);
            return;
        }

        Span<double> all = stackalloc double[V.Count];
        values.CopyTo(all);
        all[..to.Length].CopyTo(to);
    }
}
