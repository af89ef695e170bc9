using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>Seeded made counts, and a stream that judges them one by one.</summary>
internal sealed class MadeStream(StreamDetector detector)
{
    public const long Start = 1_767_225_600;

    public double[] Fast { get; private init; } = Begun(detector).Fast;

    public double[] Profile { get; private init; } = Begun(detector).Profile;

    /// <summary>Start of the next window, Unix seconds.</summary>
    public long Time { get; private set; } = Start;

    /// <summary>A preset of a name, with the default one's parameters.</summary>
    public static StreamDetector Detector(int step, string primary = Preset.Views, params string[] witnesses) =>
        new(new Preset { Name = primary, Primary = primary, Witnesses = witnesses }, step);

    public StreamJudgement Next(double value)
    {
        var judged = detector.Advance(new StreamWindow(Fast, Profile, Time, value));
        Time += detector.StepSeconds;
        return judged;
    }

    public MadeStream Copy() => new(detector) { Fast = (double[])Fast.Clone(), Profile = (double[])Profile.Clone(), Time = Time };

    /// <summary>Poisson counts of a mean, or negative binomial ones of a size.</summary>
    public static double Count(Random random, double mean, double size = double.PositiveInfinity)
    {
        if (double.IsFinite(size)) mean *= Gamma(random, size) / size;
        if (mean > 60) return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Normal(random)));
        var (least, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > least; product *= random.NextDouble()) count++;
        return count;
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Marsaglia and Tsang 2000, for sizes of 1 and more.
    private static double Gamma(Random random, double size)
    {
        var d = size - 1 / 3.0;
        while (true)
        {
            var x = Normal(random);
            var v = Math.Pow(1 + x / Math.Sqrt(9 * d), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < .5 * x * x + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    private static (double[] Fast, double[] Profile) Begun(StreamDetector detector)
    {
        var (fast, profile) = (new double[detector.FastLength], new double[detector.ProfileLength]);
        detector.Start(fast, profile);
        return (fast, profile);
    }
}
