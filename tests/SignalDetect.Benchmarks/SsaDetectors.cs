using System.Diagnostics;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.MLNet.Ssa;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Benchmarks;

/// <summary>One value of each of many streams: the native SSA detectors, and a plain writing of the same text with an object a stream.</summary>
internal static class SsaDetectors
{
    private const int Streams = 10_000;
    private const int Rounds = 20;
    private const int Training = 168;
    private const int Window = 24;

    public static void Run()
    {
        foreach (var history in (int[])[30, 100])
        {
            Compare($"ssa-spike, {history}", new SsaSpike(new SsaSpikeParameters { History = history, Confidence = 95 }), () => new PlainIid(history, null));
            Compare($"ssa-changepoint, {history}", new SsaChangePoint(new SsaChangePointParameters { History = history }), () => new PlainIid(history, .1));
        }
    }

    private static void Compare(string what, IMLNetDetector detector, Func<PlainIid> kernel)
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, Training + 150 + Rounds).Select(t => Enumerable.Range(0, Streams).Select(i => Value(random, t + i)).ToArray()).ToArray();
        var states = new double[Streams * detector.StateLength];
        var (rows, plainRows) = (new MLNetRow[Streams], new MLNetRow[Streams]);
        for (var i = 0; i < Streams; i++) detector.Start(states.AsSpan(i * detector.StateLength, detector.StateLength));
        var start = Stopwatch.GetTimestamp();
        for (var t = 0; t < Training; t++) detector.Advance(states, values[t], rows);
        Console.WriteLine($"{what,-28} {8 * detector.StateLength} bytes of state a stream; trained in {Stopwatch.GetElapsedTime(start).TotalMicroseconds / Streams:F0} us");
        var models = Enumerable.Range(0, Streams).Select(i => SsaModel.Train([.. Enumerable.Range(0, Training).Select(t => (float)values[t][i])], Window)).ToArray();
        var plains = models.Select(model => new PlainSsa(model, kernel())).ToArray();
        var off = 0.0;
        for (var t = Training; t < Training + 150; t++)
        {
            detector.Advance(states, values[t], rows);
            for (var i = 0; i < Streams; i++) plainRows[i] = plains[i].Next((float)values[t][i]);
            off = Math.Max(off, rows.Zip(plainRows, (ours, theirs) => Math.Abs(ours.RawScore - theirs.RawScore)).Max());
        }

        Console.WriteLine($"{what,-28} ranks {models.Min(model => model.Rank)} to {models.Max(model => model.Rank)}, mean {models.Average(model => model.Rank):F1}; raw scores apart by at most {off:E1}");
        SideBySide.Compare(
            what, Rounds * Streams,
            ("native", () =>
            {
                for (var round = 0; round < Rounds; round++) detector.Advance(states, values[Training + 150 + round], rows);
            }),
            ("an object a stream", () =>
            {
                for (var round = 0; round < Rounds; round++)
                    for (var i = 0; i < Streams; i++) plainRows[i] = plains[i].Next((float)values[Training + 150 + round][i]);
            }));
    }

    // A day's profile, with a second harmonic and noise.
    private static double Value(Random random, int hour)
    {
        var phase = 2 * Math.PI * hour / Window;
        return 100 + 30 * Math.Sin(phase) + 10 * Math.Sin(2 * phase) + 10 * random.NextDouble();
    }
}
