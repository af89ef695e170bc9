using SignalDetect.Core.Detectors;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class ExtremeStreamTests
{
    private const int Seed = 3;

    public static TheoryData<string, int> Streams()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in Made.Keys)
            foreach (var step in (int[])[1, 60, 1200, 86400]) data.Add(name, step);
        return data;
    }

    private static readonly SortedDictionary<string, Func<Random, int, double>> Made = new(StringComparer.Ordinal)
    {
        ["zeros"] = (_, _) => 0,
        ["one among zeros"] = (_, i) => i == 500 ? 1 : 0,
        ["constant count"] = (_, _) => 7,
        ["constant measurement"] = (_, _) => -2.5,
        ["huge counts"] = (random, _) => Math.Round(1e12 * (1 + .01 * MadeStream.Normal(random))),
        ["huge among zeros"] = (_, i) => i % 300 == 299 ? 1e12 : 0,
        ["huge measurement among small"] = (random, i) => i % 300 == 299 ? -1e12 : MadeStream.Normal(random),
        ["tiny measurement"] = (random, _) => 1e-12 * MadeStream.Normal(random),
        ["counts, then measurement"] = (random, i) => i < 500 ? MadeStream.Count(random, 3) : MadeStream.Normal(random),
        ["rate 0.001"] = (random, _) => MadeStream.Count(random, .001),
        ["rate 0.1"] = (random, _) => MadeStream.Count(random, .1),
        ["rate 10, dispersed"] = (random, _) => MadeStream.Count(random, 10, 1),
        ["rate 100000"] = (random, _) => MadeStream.Count(random, 1e5),
        ["growing a thousandfold"] = (random, i) => MadeStream.Count(random, Math.Exp(.007 * i)),
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Judge_AnyStream_StaysFinite(string name, int step)
    {
        var stream = new MadeStream(new StreamDetector(Preset.Load(Repository.File("models/presets/default.json")), step));
        var random = new Random(Seed);
        for (var i = 0; i < 1000; i++)
        {
            var judged = stream.Next(Made[name](random, i));
            double[] figures = i == 0 ? [] : [judged.Expected, judged.Lower, judged.Upper, judged.Residual, judged.Surprise, judged.Evidence, judged.Score, judged.PValue];
            Assert.True(figures.All(double.IsFinite), $"seed {Seed}, window {i}: {judged}");
            Assert.True(stream.Fast.All(double.IsFinite) && stream.Profile.All(double.IsFinite), $"seed {Seed}, window {i}");
            Assert.True(i == 0 || (judged.Lower <= judged.Expected && judged.Expected <= judged.Upper), $"seed {Seed}, window {i}: {judged}");
            Assert.InRange(judged.Score, 0, 1);
            if (i > 0) Assert.InRange(judged.PValue, 0, 1);
        }
    }
}
