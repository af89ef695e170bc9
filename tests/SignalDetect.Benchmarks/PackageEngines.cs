using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.MLNet;
using SignalDetect.MLNet.Series;

namespace SignalDetect.Benchmarks;

/// <summary>One value of each of many streams: the native detectors, and ML.NET's own engines, one a stream, where this build has the package.</summary>
internal static class PackageEngines
{
    private const int Streams = 1000;
    private const int Rounds = 20;

    public static void Run()
    {
        if (!MLNetEngine.IsBuiltIn)
        {
            Console.WriteLine(MLNetEngine.HowToGetIt);
            return;
        }

        foreach (var history in (int[])[30, 100])
        {
            var preset = new Preset
            {
                Name = "x",
                Detectors = new DetectorParameters
                {
                    IidSpike = new() { History = history }, IidChangePoint = new() { History = history }, SsaSpike = new() { History = history }, SsaChangePoint = new() { History = history },
                },
            };
            foreach (var name in (string[])[IidSpike.Key, IidChangePoint.Key, SsaSpike.Key, SsaChangePoint.Key])
                Compare($"{name}, {history}", (IMLNetDetector)DetectorList.Make(name, preset, 60), MLNetEngine.Series(name, preset)!);
        }
    }

    private static void Compare(string what, IMLNetDetector native, SeriesKind kind)
    {
        var random = new Random(1);
        var before = kind.TrainingLength + 150;
        var values = Enumerable.Range(0, before + Rounds).Select(_ => Enumerable.Range(0, Streams).Select(_ => 100 + 10 * random.NextDouble()).ToArray()).ToArray();
        var (states, rows) = (new double[Streams * native.StateLength], new MLNetRow[Streams]);
        for (var round = 0; round < before; round++) native.Advance(states, values[round], rows);
        var engines = Enumerable.Range(0, Streams).Select(Begun).ToArray();
        SideBySide.Compare(
            what, Rounds * Streams,
            ("native", () =>
            {
                for (var round = 0; round < Rounds; round++) native.Advance(states, values[before + round], rows);
            }),
            ("ML.NET's engine a stream", () =>
            {
                for (var round = 0; round < Rounds; round++)
                    for (var i = 0; i < Streams; i++) rows[i] = engines[i].Advance((float)values[before + round][i]);
            }));
        var one = new double[native.StateLength];
        float[] training = [.. values[..kind.TrainingLength].Select(round => (float)round[0])];
        SideBySide.Compare($"{what}: create", 50, ("native", () => { for (var i = 0; i < 50; i++) native.Start(one); }), ("ML.NET's engine a stream", () => { for (var i = 0; i < 50; i++) kind.Begin(training).Dispose(); }));
        foreach (var engine in engines) engine.Dispose();

        ILiveSeries Begun(int stream)
        {
            var series = kind.Begin([.. values[..kind.TrainingLength].Select(round => (float)round[stream])]);
            foreach (var round in values[kind.TrainingLength..before]) series.Advance((float)round[stream]);
            return series;
        }
    }
}
