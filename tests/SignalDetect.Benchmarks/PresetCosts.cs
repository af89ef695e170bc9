using System.Globalization;
using SignalDetect.Core.Detectors;
using SignalDetect.Testing;

namespace SignalDetect.Benchmarks;

/// <summary>What a window costs with every preset of models/presets: its detector alone, 10,000 streams at a time, against all of it (baseline, detector, decision, learning).</summary>
internal static class PresetCosts
{
    private const int Step = 60;
    private const int Streams = 10_000;
    private const int Rounds = 5;
    private const int Windows = 50_000;

    public static void Run()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.File("models/presets/default.json"))!, "*.json").Order(StringComparer.Ordinal))
            if (!file.EndsWith(".schema.json", StringComparison.Ordinal)) Compare(Preset.Load(file));
    }

    private static void Compare(Preset preset)
    {
        var whole = new StreamDetector(preset, Step);
        var random = new Random(1);
        var counts = Enumerable.Range(0, Windows).Select(_ => (double)random.Poisson(10)).ToArray();
        var alone = preset.Primary == Preset.Views
            ? ("without its witnesses", Judge(new StreamDetector(preset with { Witnesses = [] }, Step), counts))
            : ("its detector alone", Alone(DetectorList.Make(preset.Primary, preset, Step), counts));
        SideBySide.Compare(preset.Name, Windows, alone, ("the whole preset", Judge(whole, counts)));
        var own = preset.Primary == Preset.Views ? whole.FastLength : DetectorList.Make(preset.Primary, preset, Step).StateLength;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{preset.Name,-28} {8 * own} bytes of state of the detector, {8 * whole.FastLength} with its baseline's level, {8 * whole.ProfileLength} of profile"));
    }

    private static Action Judge(StreamDetector detector, double[] counts)
    {
        var (fast, profile) = (new double[detector.FastLength], new double[detector.ProfileLength]);
        return () =>
        {
            detector.Start(fast, profile);
            for (var i = 0; i < counts.Length; i++)
                detector.Advance(new StreamWindow(fast, profile, i * (long)Step, counts[i]));
        };
    }

    private static Action Alone(IDetector detector, double[] counts)
    {
        var seen = counts.Select(count => new Observation(count, 10, 10, (count - 10) / Math.Sqrt(10), true)).ToArray();
        var (states, scores) = (new double[Streams * detector.StateLength], new DetectorScore[Streams]);
        for (var i = 0; i < Streams; i++) detector.Start(states.AsSpan(i * detector.StateLength, detector.StateLength));
        for (var warm = 0; warm < 220; warm++) Round(warm % Rounds);   // a whole history, and what is to be trained is trained
        return () =>
        {
            for (var round = 0; round < Rounds; round++) Round(round);
        };

        void Round(int round) => detector.Advance(new StreamStates(states, detector.StateLength), seen.AsSpan(round * Streams, Streams), scores);
    }
}
