using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SignalDetect.Core.Detectors;
using SignalDetect.Testing;

namespace SignalDetect.Benchmarks;

/// <summary>Every detector that a preset can name: one window of each of many streams. Time and allocation are of all of them together.</summary>
[MemoryDiagnoser]
public class AllDetectors
{
    /// <summary>Streams that advance together.</summary>
    public const int Streams = 10_000;

    private const int Windows = 16;
    private Observation[][] seen = [];
    private DetectorScore[] scores = [];
    private double[] states = [];
    private IDetector detector = null!;
    private int window;

    /// <summary>The detectors' names.</summary>
    public static IEnumerable<string> Names => DetectorList.Names;

    /// <summary>The detector.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    /// <summary>Runs it, in this process: nothing is restored or built.</summary>
    public static void Run() => BenchmarkRunner.Run<AllDetectors>(
        DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithOption(ConfigOptions.DisableOptimizationsValidator, true));

    /// <summary>Streams with a whole history.</summary>
    [GlobalSetup]
    public void Start()
    {
        detector = DetectorList.Make(Name, Setups.Default().Preset, 60);
        var random = new Random(1);
        seen = [.. Enumerable.Range(0, Windows).Select(_ => Enumerable.Range(0, Streams).Select(_ => Seen(random)).ToArray())];
        scores = new DetectorScore[Streams];
        states = new double[Streams * detector.StateLength];
        for (var i = 0; i < Streams; i++) detector.Start(states.AsSpan(i * detector.StateLength, detector.StateLength));
        for (var i = 0; i < 200; i++) Window();
        Console.WriteLine($"// {Name}: {8 * detector.StateLength} bytes of state a stream");
    }

    /// <summary>One window.</summary>
    [Benchmark]
    public void Window() => detector.Advance(new StreamStates(states, detector.StateLength), seen[window++ % Windows], scores);

    private static Observation Seen(Random random)
    {
        var count = random.Poisson(10);
        return new Observation(count, 10, 10, (count - 10) / Math.Sqrt(10), true);
    }
}
