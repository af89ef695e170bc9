using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Tests.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Baselines;

public sealed class BaselineModelTests : IDisposable
{
    private const int Seed = 29;
    private readonly StreamDetector detector = MadeStream.Detector(60, Preset.Views, [.. DetectorList.Names]);
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Load_WhatWasSaved_GoesOnAsIfNothingHadBeen()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 3000; i++) stream.Next(MadeStream.Count(random, 3));
        var model = new BaselineModel(detector.Preset.Name, 60, 180_000, new AlarmBudget(.25, 9.5, 12));
        model.Add("tiktok", new StreamModel(60_000, 180_000, stream.Fast, stream.Profile, 8.25));
        model.Add("Zoom/region=US", new StreamModel(0, 120_000, new double[detector.FastLength], new double[detector.ProfileLength]));
        using (var to = File.Create(file)) model.Save(to);
        var loaded = BaselineModel.Load(file, detector);
        Assert.Equal(["Zoom/region=US", "tiktok"], loaded.Streams.Keys);
        Assert.Equal(stream.Fast, loaded.Streams["tiktok"].Fast);
        Assert.Equal(stream.Profile, loaded.Streams["tiktok"].Profile);
        Assert.Equal((180_000, new AlarmBudget(.25, 9.5, 12)), (loaded.Until, loaded.Budget!));
        Assert.Equal((60_000, 180_000, 8.25), (loaded.Streams["tiktok"].From, loaded.Streams["tiktok"].Until, loaded.Streams["tiktok"].Alarm));
    }

    [Fact]
    public void Thresholds_AreTheStreamsOwnOrThoseOfAllOrThePresets()
    {
        var model = new BaselineModel(detector.Preset.Name, 60, 0, new AlarmBudget(.25, 2 * detector.AlarmEvidence, 12));
        model.Add("own", new StreamModel(0, 1, [], [], 3 * detector.AlarmEvidence));
        Assert.Equal((3, 2), (model.Thresholds("own", detector), model.Thresholds("unknown", detector)));
        Assert.Equal(1, model.Thresholds("unknown", MadeStream.Detector(300, Preset.Views)));
        Assert.Equal(1, new BaselineModel(detector.Preset.Name, 60, 0).Thresholds("unknown", detector));
    }

    [Fact]
    public void Save_SameStreamsInAnotherOrder_WritesTheSameBytes()
    {
        byte[] Saved(params string[] names)
        {
            var model = new BaselineModel("default", 60, 1);
            foreach (var name in names) model.Add(name, new StreamModel(0, 1, [1, .1], [1e-300]));
            using var to = new MemoryStream();
            model.Save(to);
            return to.ToArray();
        }

        Assert.Equal(Saved("a", "b", "B"), Saved("B", "b", "a"));
    }

    [Theory]
    [InlineData("""{"format":"something","version":1,"preset":"x","step":60,"streams":{}}""", "$.format: must be 'signaldetect-model', not 'something'")]
    [InlineData("""{"format":"signaldetect-model","version":1,"preset":"x","step":60,"streams":{"a":{"fast":[1],"profile":[2]}}}""", "$.version: this program reads version 2, not 1; train would write it anew")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"x","step":0,"streams":{},"until":"2026-01-05T00:00:00Z"}""", "$.step: must be positive")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"x","step":60}""", "$: lacks 'streams'")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"x","step":60,"streams":{"a":{"fast":[1],"profile":["b"]}}}""", "$.streams.a.profile[0]: is not of the form")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"y","step":60,"streams":{},"until":"2026-01-05T00:00:00Z"}""", "$.preset: was learnt by 'y', not by 'views'")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":300,"streams":{},"until":"2026-01-05T00:00:00Z"}""", "$.step: has windows of 300 s, not of 60 s")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":60,"until":"2026-01-05T00:00:00Z","streams":{"a":{"from":"2026-01-04T00:00:00Z","until":"2026-01-05T00:00:00Z","fast":[1],"profile":[2]}}}""", "$.streams['a']: has 1 and 1 numbers where this preset needs")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":60,"streams":{}}""", "$.until: is missing")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":60,"streams":{},"until":"soon"}""", "$.until: is not of the form")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":60,"until":"2026-01-05T00:00:00Z","streams":{"a":{"fast":[1],"profile":[2]}}}""", "$.streams['a']: lacks 'from' or 'until'")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":60,"until":"2026-01-05T00:00:00Z","streams":{"a":{"from":"2026-01-04T00:00:00Z","until":"2026-01-06T00:00:00Z","fast":[1],"profile":[2]}}}""", "$.streams['a'].until: must be after from, and not after $.until")]
    [InlineData("""{"format":"signaldetect-model","version":2,"preset":"views","step":60,"until":"2026-01-05T00:00:00Z","streams":{},"budget":{"falseAlarmsPerWeek":1,"alarm":0,"streamWeeks":1}}""", "$.budget: alarm and falseAlarmsPerWeek must be above 0")]
    [InlineData("""{"format":""", "$.format: Expected")]
    [InlineData("null", "$: must be a JSON object")]
    public void Load_WhatDoesNotFit_IsOneLineWithFileAndPlace(string json, string want)
    {
        File.WriteAllText(file, json);
        var message = Assert.Throws<ModelException>(() => BaselineModel.Load(file, detector)).Message;
        Assert.StartsWith($"{file}: {want}", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Load_NoFile_SaysSo() => Assert.Contains("cannot be read", Assert.Throws<ModelException>(() => BaselineModel.Load("nowhere.json")).Message, StringComparison.Ordinal);
}
