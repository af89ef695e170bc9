using SignalDetect.Core.Detectors;
using SignalDetect.Testing;

namespace SignalDetect.Benchmarks;

/// <summary>A window judged and learnt: the default preset with its witnesses, against the same without them.</summary>
internal static class JudgingWindows
{
    private const int Windows = 100_000;

    public static void Run()
    {
        var preset = Setups.Default().Preset;
        var random = new Random(1);
        var counts = Enumerable.Range(0, Windows).Select(_ => (double)random.Poisson(3)).ToArray();
        SideBySide.Compare("window of a stream", Windows, ("without witnesses", Judge(preset with { Witnesses = [] }, counts)), ("default preset", Judge(preset, counts)));
    }

    private static Action Judge(Preset preset, double[] counts)
    {
        var detector = new StreamDetector(preset, 60);
        var fast = new double[detector.FastLength];
        var profile = new double[detector.ProfileLength];
        return () =>
        {
            detector.Start(fast, profile);
            for (var i = 0; i < counts.Length; i++)
                detector.Advance(new StreamWindow(fast, profile, i * 60L, counts[i]));
        };
    }
}
