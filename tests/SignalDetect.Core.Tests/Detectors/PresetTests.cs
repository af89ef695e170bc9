using System.Text.Json;
using System.Text.Json.Serialization;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class PresetTests
{
    private const string Folder = "models/presets/";

    public static TheoryData<string, string> Misfits => new()
    {
        { """{"primary":"views"}""", "$.name: must be given, and not empty" },
        { """{"name":"x","baseline":{"daySlotz":3}}""", "$.baseline.daySlotz: there is no such key, but levelHalfLifeDays," },
        { """{"name":"x","baseline":{"daySlots":"many"}}""", "$.baseline.daySlots: must be a number" },
        { """{"name":"x","baseline":{"daySlots":0}}""", "$.baseline.daySlots: must be from 1 to 1440, not 0" },
        { """{"name":"x","baseline":{"daySlots":1.5}}""", "$.baseline.daySlots: is not of the form" },
        { """{"name":"x","baseline":null}""", "$.baseline: must be an object" },
        { """{"name":"x","incident":{"nothing":1}}""", "$.incident.nothing: there is no such key" },
        { """{"name":"x","primary":"nothing"}""", "$.primary: 'nothing' is none of views, tail, cusum, iid-spike, iid-changepoint" },
        { """{"name":"x","witnesses":["tail","nothing"]}""", "$.witnesses[1]: 'nothing' is none of tail" },
        { """{"name":"x","witnesses":["tail","tail"]}""", "$.witnesses[1]: 'tail' stands there twice" },
        { """{"name":"x","detectors":{"iid-spike":{"side":"above"}}}""", "side: is not of the form" },
        { """{"name":"x","detectors":{"e-process":{"shifts":[1,0]}}}""", "$.detectors.e-process.shifts: must be 1 to 8 numbers" },
        { """{"name":"x","detectors":{"esd":{"largestShare":0.5}}}""", "$.detectors.esd.largestShare: must be from 0 to 0.49, not 0.5" },
        { """{"name":"x","detectors":{"ssa-spike":{"trainingWindow":48}}}""", "$.detectors.ssa-spike.trainingWindow: must be from 49 to 20000, not 48" },
        { """{"name":"x","detectors":{"ssa-changepoint":{"seasonalityWindow":1}}}""", "$.detectors.ssa-changepoint.seasonalityWindow: must be from 2 to 200, not 1" },
        { """{"name":"x","detectors":{"tail":{"spansMinutes":[]}}}""", "$.detectors.tail.spansMinutes: must be 1 to 8 numbers" },
        { """{"name":"x","name":"y"}""", "Duplicate property 'name'" },
        { "{\"name\":\"x\",\n\"witnesses\":[],,}", "line 2: " },
        { "[]", "$: must be an object" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Load_WhatDoesNotFit_IsOneLineWithFileAndPlace(string json, string want)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);
        var message = Assert.Throws<PresetException>(() => Preset.Load(file)).Message;
        File.Delete(file);
        Assert.StartsWith($"{file}: ", message, StringComparison.Ordinal);
        Assert.Contains(want, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Load_NoFile_SaysSo() => Assert.Contains("cannot be read", Assert.Throws<PresetException>(() => Preset.Load("nowhere.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("default", "views", 4)]
    [InlineData("tail", "tail", 0)]
    [InlineData("cusum", "cusum", 0)]
    [InlineData("iid-spike", "iid-spike", 0)]
    [InlineData("iid-changepoint", "iid-changepoint", 0)]
    [InlineData("bocpd", "bocpd", 0)]
    [InlineData("ewma", "ewma", 0)]
    [InlineData("esd", "esd", 0)]
    [InlineData("e-process", "e-process", 0)]
    [InlineData("ssa-spike", "ssa-spike", 0)]
    [InlineData("ssa-changepoint", "ssa-changepoint", 0)]
    public void Load_EachPreset_IsWhatItsNameSays(string name, string primary, int witnesses)
    {
        var preset = Preset.Load(Repository.File($"{Folder}{name}.json"));
        Assert.Equal((name, primary, witnesses), (preset.Name, preset.Primary, preset.Witnesses.Count));
    }

    [Fact]
    public void Load_Default_StatesEveryDefaultAsItIs()
    {
        var stated = Preset.Load(Repository.File($"{Folder}default.json"));
        var plain = Load($$"""{"name":"default","witnesses":["{{string.Join("\",\"", stated.Witnesses)}}"]}""");
        Assert.Equal(JsonSerializer.Serialize(plain, PresetText.Default.Preset), JsonSerializer.Serialize(stated, PresetText.Default.Preset));
    }

    [Fact]
    public void Load_OneKey_LeavesTheOthersAtTheirDefaults()
    {
        var preset = Load("""{"name":"x","baseline":{"daySlots":24},"incident":{"within":60}}""");
        Assert.Equal((24, .5, 60, new Core.Incidents.IncidentSettings().Persist), (preset.Baseline.DaySlots, preset.Baseline.LevelHalfLifeDays, preset.Incident.Within, preset.Incident.Persist));
    }

    [Fact]
    public void Schema_Keys_AreThePresetsWithTheirDefaults()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Repository.File($"{Folder}preset.schema.json"))).RootElement;
        Same(JsonSerializer.SerializeToElement(new Preset { Name = "x" }, PresetText.Default.Preset), schema, "$");
    }

    private static Preset Load(string json)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);
        var preset = Preset.Load(file);
        File.Delete(file);
        return preset;
    }

    private static void Same(JsonElement value, JsonElement schema, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            if (place != "$.name") Assert.Equal($"{place} {value.GetRawText()}", $"{place} {schema.GetProperty("default").GetRawText().Replace(" ", "", StringComparison.Ordinal)}", ignoreCase: true);
            return;
        }

        var known = schema.GetProperty("properties");
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean(), place);
        Assert.Equal(value.EnumerateObject().Select(one => one.Name), known.EnumerateObject().Select(one => one.Name).Where(name => name != "$schema"));
        foreach (var one in value.EnumerateObject()) Same(one.Value, known.GetProperty(one.Name), $"{place}.{one.Name}");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Preset))]
internal sealed partial class PresetText : JsonSerializerContext;
