using System.Globalization;
using SignalDetect.EndToEnd.Tests.Processes;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class SameOutputTests(ITestOutputHelper log) : IDisposable
{
    private const int Seed = 31_415;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Backtest_OneCoreWithNarrowRegistersAndTwo_WriteTheSameBytes()
    {
        var (streams, days) = Extent.Of((6, 14), (20, 365));
        log.WriteLine($"seed {Seed}, {streams} streams, {days} days of minutes");
        WriteSeries(streams, days);
        // The long one is also the figure for speed, which files of scores would blur.
        var scores = Extent.Of("csv", "none");
        string[] files = [.. Extent.Of<string[]>(["scores.csv"], []), "detections.jsonl", "incidents.jsonl"];

        var two = await RunAsync("two", scores, cores: 2);
        var one = await RunAsync("one", scores, cores: 1, registerBits: 128);

        log.WriteLine($"two cores: {two}one core, narrow registers: {one}");
        foreach (var file in files) Assert.Equal(File.ReadAllBytes(folder.File($"two/{file}")), File.ReadAllBytes(folder.File($"one/{file}")));
        Assert.True(new FileInfo(folder.File("one/incidents.jsonl")).Length > 0, "No incident, so that nothing was compared.");
    }

    /// <param name="registerBits">At most so many: how many streams go side by side follows from it.</param>
    private async Task<string> RunAsync(string name, string scores, int cores, int registerBits = 512)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_PROCESSOR_COUNT"] = cores.ToString(CultureInfo.InvariantCulture),
            ["DOTNET_MaxVectorTBitWidth"] = registerBits.ToString(CultureInfo.InvariantCulture),
        };
        var run = await CommandProcess.RunAsync($"backtest --input {folder.File("series")} --scores {scores} --out {name}", folder.Path, environment);
        return run.Output;
    }

    /// <summary>Counts with a day's course at rates from rare to busy, each with a surge now and then; some streams have gaps.</summary>
    private void WriteSeries(int streams, int days)
    {
        var random = new Random(Seed);
        Directory.CreateDirectory(folder.File("series"));
        for (var stream = 0; stream < streams; stream++)
        {
            var rate = Math.Pow(10, -1 + 3.0 * stream / streams);
            var surge = random.Next(3, 6) * 1440;
            using var file = new StreamWriter(folder.File($"series/s{stream:D2}.csv"));
            file.Write("timestamp,value\n");
            for (var minute = 0; minute < days * 1440; minute++)
            {
                if (stream % 4 == 3 && minute % 20_000 is > 9_000 and < 9_200) continue;
                var mean = rate * (1 + 0.6 * Math.Sin(minute % 1440 / 1440.0 * 2 * Math.PI)) + (minute % (30 * 1440) is var left && left >= surge && left < surge + 90 ? 5 + 4 * rate : 0);
                file.Write(Time(minute));
                file.Write(',');
                file.Write(random.Poisson(mean).ToString(CultureInfo.InvariantCulture));
                file.Write('\n');
            }
        }
    }

    private static string Time(int minute) =>
        DateTimeOffset.FromUnixTimeMilliseconds(SignalStory.Monday + minute * 60_000L).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
