using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Benchmarks;

/// <summary>One value of each of many streams: the native IID detectors, and a plain writing of the same text with an object a stream.</summary>
internal static class IidDetectors
{
    private const int Streams = 10_000;

    public static void Run()
    {
        foreach (var history in (int[])[30, 100])
        {
            Compare($"iid-spike, {history}", new IidSpike(new IidSpikeParameters { History = history, Confidence = 95 }), () => new PlainIid(history, null));
            Compare(
                $"iid-changepoint, {history}", new IidChangePoint(new IidChangePointParameters { History = history }),
                () => new PlainIid(history, .1));
        }
    }

    private static void Compare(string what, IMLNetDetector detector, Func<PlainIid> plain)
    {
        var random = new Random(1);
        const int Rounds = 20;
        var values = Enumerable.Range(0, 150 + Rounds).Select(_ => Enumerable.Range(0, Streams).Select(_ => 100 + 10 * random.NextDouble()).ToArray()).ToArray();
        var states = new double[Streams * detector.StateLength];
        var (rows, plainRows) = (new MLNetRow[Streams], new MLNetRow[Streams]);
        for (var i = 0; i < Streams; i++) detector.Start(states.AsSpan(i * detector.StateLength, detector.StateLength));
        var plains = Enumerable.Range(0, Streams).Select(_ => plain()).ToArray();
        for (var round = 0; round < 150; round++)
        {
            detector.Advance(states, values[round], rows);
            for (var i = 0; i < Streams; i++) plainRows[i] = plains[i].Next((float)values[round][i]);
        }

        var off = rows.Zip(plainRows, (ours, theirs) => Math.Abs(ours.PValue - theirs.PValue)).Max();
        Console.WriteLine($"{what,-28} {8 * detector.StateLength} bytes of state a stream; p-values apart by at most {off:E1}");
        SideBySide.Compare(
            what, Rounds * Streams,
            ("native", () =>
            {
                for (var round = 0; round < Rounds; round++) detector.Advance(states, values[150 + round], rows);
            }),
            ("an object a stream", () =>
            {
                for (var round = 0; round < Rounds; round++)
                    for (var i = 0; i < Streams; i++) plainRows[i] = plains[i].Next((float)values[150 + round][i]);
            }));
        var one = new double[detector.StateLength];
        SideBySide.Compare($"{what}: create", Streams, ("native", () => { for (var i = 0; i < Streams; i++) detector.Start(one); }), ("an object a stream", () => { for (var i = 0; i < Streams; i++) plains[i] = plain(); }));
    }
}
