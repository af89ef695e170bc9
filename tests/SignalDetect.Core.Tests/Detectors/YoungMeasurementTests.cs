using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class YoungMeasurementTests(ITestOutputHelper output)
{
    private const int Seed = 20261104;
    private const int Streams = 20_000;
    private static readonly int[] Windows = [3, 4, 6, 11, 21];
    private static readonly double[] Shares = [1e-1, 1e-2, 1e-3];

    [Fact]
    public void Surprise_FirstWindowsOfAMeasurement_PromiseNoMoreThanTheyHold()
    {
        var ratios = Ratios(new DispersionParameters());
        foreach (var ratio in ratios) Assert.InRange(ratio, 0, 2);
    }

    [Fact]
    public void Surprise_ScaleOfThreeWindowsTakenForKnown_PromisesFarTooMuch()
    {
        var ratios = Ratios(new DispersionParameters { FreedomByWindows = false });
        Assert.True(ratios[0, 2] > 20, $"p-values up to 1e-3 in the third window come {ratios[0, 2]:F1} times as often as they say");
    }

    // How often p-values up to each share come in each window of normal noise, as a ratio to the share.
    private double[,] Ratios(DispersionParameters dispersion)
    {
        var detector = new StreamDetector(new Preset { Name = Preset.Views, Dispersion = dispersion }, 3600);
        var (fast, profile, random) = (new double[detector.FastLength], new double[detector.ProfileLength], new Random(Seed));
        var ratios = new double[Windows.Length, Shares.Length];
        for (var stream = 0; stream < Streams; stream++)
        {
            detector.Start(fast, profile);
            for (var window = 1; window <= Windows[^1]; window++)
            {
                var (time, value) = (MadeStream.Start + window * 3600L, 100 + MadeStream.Normal(random));
                var judged = detector.Advance(new StreamWindow(fast, profile, time, value));
                if (Array.IndexOf(Windows, window) is var row && row < 0) continue;
                for (var i = 0; i < Shares.Length; i++)
                    if (judged.Surprise >= -Math.Log(Shares[i])) ratios[row, i] += 1 / (Streams * Shares[i]);
            }
        }

        output.WriteLine($"seed {Seed}");
        for (var row = 0; row < Windows.Length; row++) output.WriteLine($"window {Windows[row]}: {string.Join(", ", Shares.Select((share, i) => $"{share}: {ratios[row, i]:F2}"))}");
        return ratios;
    }
}
