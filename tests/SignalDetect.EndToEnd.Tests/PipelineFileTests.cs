using System.Text;
using SignalDetect.Configuration;
using Xunit;

namespace SignalDetect.EndToEnd.Tests;

public sealed class PipelineFileTests
{
    [Fact]
    public void Read_OnlyAName_HasTheDefaultsOfTheReadme()
    {
        var file = Read("""{"name":"p"}""");

        Assert.Equal("p", file.Name);
        Assert.Equal((null, "signaldetect", "signals"), (file.Kafka.Bootstrap, file.Kafka.Group, file.Kafka.Topic));
        Assert.Empty(file.Kafka.Settings);
        Assert.Equal(("sqlite", null), (file.Store.Kind, file.Store.Connection));
        Assert.Equal(new RetentionSettings(TimeSpan.FromDays(14), TimeSpan.FromDays(90), TimeSpan.FromDays(3 * 365)), file.Store.Retention);
        Assert.Equal(("default", null, null), (file.Preset, file.Model, file.Catalogue));
        Assert.Equal(("native", "auto"), (file.Engine, file.ValueKind));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)), (file.Lateness, file.Dedupe));
    }

    [Fact]
    public void Read_EverySetting_IsTaken()
    {
        var file = Read(
            """
            {"$schema":"pipeline.schema.json","name":"all.of-it_1","kafka":{"bootstrap":"a:1,b:2","group":"g","topic":"t","settings":{"security.protocol":"SSL","fetch.min.bytes":3,"enable.x":true}},
             "store":{"kind":"sqlserver","connection":"Server=s;Database=d","retention":{"minutes":"2d","quarterHours":"100d","hours":"2y"}},
             "preset":"cusum","model":"m.json","catalogue":"c.json","engine":"mlnet","valueKind":"counts","lateness":"90s","dedupe":"1h"}
            """);

        Assert.Equal(("a:1,b:2", "g", "t"), (file.Kafka.Bootstrap, file.Kafka.Group, file.Kafka.Topic));
        Assert.Equal(("SSL", "3", "true"), (file.Kafka.Settings["security.protocol"], file.Kafka.Settings["fetch.min.bytes"], file.Kafka.Settings["enable.x"]));
        Assert.Equal(("sqlserver", "Server=s;Database=d"), (file.Store.Kind, file.Store.Connection));
        Assert.Equal(new RetentionSettings(TimeSpan.FromDays(2), TimeSpan.FromDays(100), TimeSpan.FromDays(730)), file.Store.Retention);
        Assert.Equal(("cusum", "m.json", "c.json", "mlnet", "counts"), (file.Preset, file.Model, file.Catalogue, file.Engine, file.ValueKind));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromHours(1)), (file.Lateness, file.Dedupe));
    }

    [Theory]
    [InlineData("""{"name":"p","kafka":{"bootstarp":"x"}}""", "p.json: kafka.bootstarp: unknown setting (did you mean kafka.bootstrap?)")]
    [InlineData("""{"name":"p","bootstrap":"x"}""", "p.json: bootstrap: unknown setting (did you mean kafka.bootstrap?)")]
    [InlineData("""{"name":"p","Lateness":"2m"}""", "p.json: Lateness: unknown setting (did you mean lateness?)")]
    [InlineData("""{"name":"p","store":{"retention":{"weeks":"2m"}}}""", "p.json: store.retention.weeks: unknown setting (known are store.retention.hours, store.retention.minutes, store.retention.quarterHours)")]
    [InlineData("""{"name":"p","kafka":"x"}""", "p.json: kafka: must be an object {...}")]
    [InlineData("""{"name":"p","lateness":120}""", "p.json: lateness: must be a string")]
    [InlineData("""{"name":"p","lateness":null}""", "p.json: lateness: must be a string")]
    [InlineData("""{"name":"p","lateness":"2 minutes"}""", "p.json: lateness: is \"2 minutes\" and must be a whole number and a unit, such as 90s, 2m, 12h, 14d or 3y")]
    [InlineData("""{"name":"p","lateness":"2d"}""", "p.json: lateness: is 2d and must be from 0s to 1d")]
    [InlineData("""{"name":"p","lateness":"-2m"}""", "p.json: lateness: is \"-2m\" and must be a whole number")]
    [InlineData("""{"name":"p","store":{"kind":"oracle"}}""", "p.json: store.kind: is \"oracle\" and must be sqlite or sqlserver")]
    [InlineData("""{"name":"p","lateness":"2h","store":{"retention":{"minutes":"1h"}}}""", "p.json: store.retention.minutes: must be longer than lateness by a minute at least")]
    [InlineData("""{"name":"p","store":{"retention":{"minutes":"100d"}}}""", "p.json: store.retention.quarterHours: must not be shorter")]
    [InlineData("""{"name":"p","name":"q"}""", "p.json: name: stands there twice")]
    [InlineData("""{"name":"two\nlines"}""", "p.json: name: must be at most 64 letters")]
    [InlineData("""{"name":""}""", "p.json: name: must not be empty")]
    [InlineData("""{"kafka":{}}""", "p.json: name: is missing")]
    [InlineData("""{"name":"p","kafka":{"settings":{"a":[1]}}}""", "p.json: kafka.settings.a: must be a string, a number, true or false")]
    [InlineData("""["name"]""", "p.json: must be a JSON object")]
    [InlineData("{\n\"name\":\"p\",\n}", "p.json line 3: is not JSON (")]
    [InlineData("", "p.json line 1: is not JSON (")]
    public void Read_SomethingWrong_SaysInOneLineWhereAndWhat(string json, string start)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Read(json));

        Assert.StartsWith(start, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void Read_Environment_OverridesTheFileInAnyCase()
    {
        var file = Read(
            """{"name":"p","store":{"connection":"file.db"},"kafka":{"settings":{"sasl.username":"u"}}}""", ("SIGNALDETECT__STORE__CONNECTION", "other.db"),
            ("signaldetect__kafka__bootstrap", "h:1"), ("SIGNALDETECT__STORE__RETENTION__QUARTERHOURS", "60d"), ("SIGNALDETECT__VALUEKIND", "counts"),
            ("SIGNALDETECT__KAFKA__SETTINGS__SASL_PASSWORD", "secret"), ("SIGNALDETECT_FEED", "partial"), ("PATH", "/bin"));

        Assert.Equal(("other.db", "h:1", "counts"), (file.Store.Connection, file.Kafka.Bootstrap, file.ValueKind));
        Assert.Equal(TimeSpan.FromDays(60), file.Store.Retention.QuarterHours);
        Assert.Equal(("u", "secret"), (file.Kafka.Settings["sasl.username"], file.Kafka.Settings["sasl.password"]));
    }

    [Theory]
    [InlineData("SIGNALDETECT__STORE__CONECTION", "x", "SIGNALDETECT__STORE__CONECTION: names no setting (did you mean store.connection?)")]
    [InlineData("SIGNALDETECT__STORE", "x", "SIGNALDETECT__STORE: names no setting")]
    [InlineData("SIGNALDETECT__STORE__KIND", "mysql", "SIGNALDETECT__STORE__KIND: is \"mysql\" and must be sqlite or sqlserver")]
    [InlineData("SIGNALDETECT__NAME", "", "SIGNALDETECT__NAME: must not be empty")]
    public void Read_SomethingWrongInTheEnvironment_NamesTheVariable(string name, string value, string start)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Read("""{"name":"p"}""", (name, value)));

        Assert.StartsWith(start, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_NamesIt()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => PipelineFileReader.Read("no/such.json", []));

        Assert.Equal("no/such.json: there is no such pipeline file", wrong.Message);
    }

    [Theory]
    [InlineData("demo", null)]
    [InlineData("streaming", "localhost:9092")]
    [InlineData("backtest", null)]
    public void Read_PipelineThatComesWithTheProgram_IsSoundFromAnyFolder(string name, string? bootstrap)
    {
        var file = PipelineFileReader.Read($"pipelines/{name}.json", []);

        Assert.Equal((name, bootstrap), (file.Name, file.Kafka.Bootstrap));
        Assert.True(File.Exists(ProgramFiles.Preset(file.Preset, "preset")));
    }

    [Fact]
    public void Preset_Unknown_ListsThoseThatThereAre()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => ProgramFiles.Preset("best", "p.json: preset"));

        Assert.StartsWith("p.json: preset: there is no preset \"best\"; known are ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("default", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("schema", wrong.Message, StringComparison.Ordinal);
    }

    private static PipelineFile Read(string json, params (string Name, string Value)[] environment) => PipelineFileReader.Read(
        "p.json", Encoding.UTF8.GetBytes(json), environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
}
