using SignalDetect.Core.Lanes;
using System.Runtime.Intrinsics;
using SignalDetect.Core.Detectors.Presets;

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
        for (var i = 0; i < p.Length; i += 8) Store(Of(Load(p[i..])), bets[i..]);
    }

    public override void Levels(ReadOnlySpan<double> logs, Span<double> levels)
    {
        for (var i = 0; i < logs.Length; i += 8)
        {
            var log = Load(logs[i..]);
            Store(Vector512.ConditionalSelect(Vector512.Equals(log, log), Logarithms.Exp(log), log), levels[i..]);
        }
    }

    private Vector512<double> Of(Vector512<double> p)
    {
        var one = Vector512<double>.One;
        var log = Logarithms.Log(p);
        var bets = betting == Betting.Power
            ? Vector512.FusedMultiplyAdd(Vector512.Create(epsilon - 1), log, Vector512.Create(logEpsilon))
            : Logarithms.Log(Vector512.FusedMultiplyAdd(p, log, one - p)) - Vector512.Create(2.0) * Logarithms.Log(-log) - log;
        return Vector512.ConditionalSelect(Vector512.Equals(p, p), bets, p);
    }

    private static Vector512<double> Load(ReadOnlySpan<double> from)
    {
        if (from.Length >= 8) return Vector512.Create(from);
        Span<double> padded = stackalloc double[8];
        padded.Fill(.5);
        from.CopyTo(padded);
        return Vector512.Create<double>(padded);
    }

    private static void Store(Vector512<double> values, Span<double> to)
    {
        if (to.Length >= 8)
        {
            values.CopyTo(to);
            return;
        }

        Span<double> all = stackalloc double[8];
        values.CopyTo(all);
        all[..to.Length].CopyTo(to);
    }
}
