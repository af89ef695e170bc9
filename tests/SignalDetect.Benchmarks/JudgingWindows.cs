using System.Globalization;
using SignalDetect.Core.Detectors;
using SignalDetect.Testing;

namespace SignalDetect.Benchmarks;

/// <summary>A window judged and learnt by the default preset: many streams at a time, against the same written with an object a stream; and the share of its witnesses.</summary>
internal static class JudgingWindows
{
    private const int Streams = 1000;
    private const int Windows = 50;
    private const int Checked = 200;
    private const long Start = 1_767_225_600;

    public static void Run()
    {
        var preset = Setups.Default().Preset;
        var random = new Random(1);
        var counts = Enumerable.Range(0, Windows).Select(_ => Enumerable.Range(0, Streams).Select(i => (double)random.Poisson(.1 + i % 40)).ToArray()).ToArray();
        Check(preset, counts);
        var plains = Enumerable.Range(0, Streams).Select(_ => new PlainStream(preset)).ToArray();
        var time = Start;
        SideBySide.Compare("window of a stream", Streams * Windows, ("default preset", Judge(preset, counts)), ("an object a stream", () =>
        {
            for (var round = 0; round < Windows; round++, time += 60)
                for (var i = 0; i < Streams; i++) plains[i].Next(time, counts[round][i]);
        }));
        SideBySide.Compare(
            "window of a stream", Streams * Windows, ("without witnesses", Judge(preset with { Witnesses = [] }, counts)), ("default preset", Judge(preset, counts)));
    }

    /// <summary>Both ways say the same.</summary>
    private static void Check(Preset preset, double[][] counts)
    {
        var (detector, plain, most) = (new StreamDetector(preset, 60), new PlainStream(preset), 0.0);
        var (fast, profile) = (new double[detector.FastLength], new double[detector.ProfileLength]);
        detector.Start(fast, profile);
        for (var i = 0; i < Checked; i++)
        {
            var (time, value) = (Start + 60 * i, i > 150 ? 40 : counts[i % Windows][5]);
            var evidence = detector.Advance(new StreamWindow(fast, profile, time, value)).Evidence;
            most = Math.Max(most, Math.Abs(plain.Next(time, value) - evidence) / Math.Max(1, evidence));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"window of a stream",-28} evidence apart by at most {most:E1}"));
    }

    private static Action Judge(Preset preset, double[][] counts)
    {
        var detector = new StreamDetector(preset, 60);
        var windows = new StreamWindow[Streams];
        for (var i = 0; i < Streams; i++)
        {
            windows[i] = new StreamWindow(new double[detector.FastLength], new double[detector.ProfileLength], 0, 0);
            detector.Start(windows[i].Fast, windows[i].Profile);
        }

        var (judged, time) = (new StreamJudgement[Streams], Start);
        return () =>
        {
            for (var round = 0; round < Windows; round++, time += 60)
            {
                for (var i = 0; i < Streams; i++) windows[i] = windows[i] with { Time = time, Value = counts[round][i] };
                detector.Advance(windows, judged);
            }
        };
    }
}
