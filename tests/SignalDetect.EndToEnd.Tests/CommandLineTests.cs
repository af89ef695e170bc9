using System.Globalization;
using SignalDetect.Commands;
using Xunit;

namespace SignalDetect.EndToEnd.Tests;

/// <summary>The command line in this process: exit codes, and what stands on standard output and standard error.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("signaldetect-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("", "signaldetect: a command is lacking; the commands are demo, run, ")]
    [InlineData("detect", "signaldetect: there is no command or option detect; the commands are demo, run, ")]
    [InlineData("--detect", "signaldetect: there is no command or option --detect; the commands are demo, run, ")]
    [InlineData("db", "signaldetect db: a command is lacking; the commands are migrate, script")]
    [InlineData("run", "signaldetect run: Option '--pipeline' is required; --help lists the options")]
    [InlineData("run --pipeline", "signaldetect run: Required argument missing for option: '--pipeline'; --help lists the options")]
    [InlineData("run --pipeline a --pipelin b", "signaldetect run: Unrecognized command or argument '--pipelin'; --help lists the options")]
    [InlineData("run --pipeline no/such.json", "signaldetect run: no/such.json: there is no such pipeline file")]
    [InlineData("db migrate --pipeline no/such.json", "signaldetect db migrate: no/such.json: there is no such pipeline file")]
    [InlineData("run --pipeline pipelines/demo.json", "signaldetect run: pipelines/demo.json: kafka.bootstrap: is missing; set it here or in SIGNALDETECT__KAFKA__BOOTSTRAP")]
    [InlineData("db migrate --pipeline pipelines/demo.json", "signaldetect db migrate: pipelines/demo.json: store.connection: is missing")]
    [InlineData("demo --for soon", "signaldetect demo: --for is \"soon\" and must be a whole number and a unit, such as 90s")]
    [InlineData("demo --port 0", "signaldetect demo: --port is \"0\" and must be a whole number from 1 to 65535")]
    [InlineData("broker --partitions many", "signaldetect broker: --partitions is \"many\" and must be a whole number from 1 to 1000")]
    [InlineData("produce --input a --bootstrap b --speed -1", "signaldetect produce: --speed is \"-1\" and must be a number from 0 on")]
    [InlineData("produce --input no/such.jsonl --bootstrap b:1", "signaldetect produce: --input no/such.jsonl: cannot be read (")]
    [InlineData("backtest --input no/such.csv --out o", "signaldetect backtest: no/such.csv: there is no such file or folder")]
    [InlineData("backtest --input a.csv --out o --format xml", "signaldetect backtest: --format is \"xml\" and must be signals or series or nab or cloud-uptime or downdetector")]
    [InlineData("backtest --input a.csv --out o --scores xml", "signaldetect backtest: --scores is \"xml\" and must be csv or csv.gz or none")]
    [InlineData("backtest --input a.csv --out o --model no/such.json", "signaldetect backtest: --model: there is no file no/such.json")]
    [InlineData("backtest --input a.csv --out o --shard 4/4", "signaldetect backtest: --shard is \"4/4\" and must be i/n with i from 0 to n - 1, such as 0/4, 1/4, 2/4 and 3/4")]
    [InlineData("backtest --input a.csv --out o --shard 2", "signaldetect backtest: --shard is \"2\" and must be i/n with i from 0 to n - 1")]
    [InlineData("backtest merge --out o", "signaldetect backtest merge: Option '--input' is required")]
    [InlineData("backtest merge --input no/such --out o", "signaldetect backtest merge: no/such: there is no such folder; the folders that backtest --shard wrote would be right")]
    [InlineData("train --input no/such.csv --out o", "signaldetect train: no/such.csv: there is no such file or folder")]
    [InlineData("train --input no/such.csv --out o --labels no/such.json", "signaldetect train: no/such.")]
    [InlineData("train --input a.csv --out o --until soon", "signaldetect train: --until is \"soon\" and must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z")]
    [InlineData("train --input a.csv --out o --false-alarms-per-week 0", "signaldetect train: --false-alarms-per-week is \"0\" and must be a number above 0")]
    [InlineData("backtest --input a.csv --out o --detector best", "signaldetect backtest: --detector: there is no preset \"best\"; known are ")]
    [InlineData("backtest --input a.csv --out o --compare default", "signaldetect backtest: --compare: is \"default\" and must be two presets or more, such as default,tail")]
    [InlineData("backtest --input a.csv --out o --compare tail,default,tail", "signaldetect backtest: --compare: is \"tail,default,tail\" and must name each preset once")]
    [InlineData("backtest --input a.csv --out o --compare default,tail --detector tail", "signaldetect backtest: --detector: goes not with --compare")]
    [InlineData("match --input no/such.jsonl", "signaldetect match: --input no/such.jsonl: cannot be read (")]
    [InlineData("simulate --out no/such/folder/file", "signaldetect simulate: --out no/such/folder/file: cannot be written (")]
    public async Task Run_BadArguments_SaysWhatIsRightInOneLineAndExits2(string arguments, string start)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith(start, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Match_OfPosts_WritesALineForEachInTheirOrder()
    {
        var posts = Path.Combine(folder.FullName, "posts.jsonl");
        await File.WriteAllLinesAsync(posts, ["{\"id\":\"b\",\"text\":\"my tiktok uploads are not working\",\"lang\":\"en\"}", "", "{\"id\":\"a\",\"text\":\"nothing\"}"]);
        var (code, output, _) = await RunAsync($"match --input {posts}");

        Assert.Equal(0, code);
        Assert.Equal(["{\"id\":\"b\",\"mentions\":[{\"service\":\"tiktok\",\"feature\":\"upload\",\"outage\":true}]}", "{\"id\":\"a\",\"mentions\":[]}"], output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Match_OfABadLine_NamesIt()
    {
        var posts = Path.Combine(folder.FullName, "bad.jsonl");
        await File.WriteAllLinesAsync(posts, ["{\"id\":\"a\",\"text\":\"x\"}", "{\"id\":1}"]);
        var (code, _, error) = await RunAsync($"match --input {posts}");

        Assert.Equal(2, code);
        Assert.Contains("bad.jsonl line 2: is not a post; ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "--for")]
    [InlineData("run", "--pipeline")]
    [InlineData("backtest", "--detector")]
    [InlineData("backtest", "--shard <i/n>")]
    [InlineData("backtest merge", "--input <DIR>")]
    [InlineData("train", "--out")]
    [InlineData("produce", "--speed")]
    [InlineData("broker", "--partitions")]
    [InlineData("db", "migrate")]
    [InlineData("db script", "--pipeline")]
    [InlineData("simulate", "--out")]
    [InlineData("match", "--explain")]
    [InlineData("", "backtest")]
    public async Task Run_Help_ListsTheOptionsAndExits0(string command, string listed)
    {
        var (code, output, error) = await RunAsync($"{command} --help");

        Assert.Equal(0, code);
        Assert.Contains(listed, output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Run_UnknownSetting_NamesFileAndPath()
    {
        var path = Write("bad.json", """{"name":"p","kafka":{"bootstarp":"x:1"}}""");

        var (code, _, error) = await RunAsync($"run --pipeline {path}");

        Assert.Equal((2, $"signaldetect run: {path}: kafka.bootstarp: unknown setting (did you mean kafka.bootstrap?)\n"), (code, error));
    }

    [Fact]
    public async Task Run_EngineThatIsNotBuiltIn_SaysHowToGetIt()
    {
        if (MLNet.MLNetEngine.IsBuiltIn) return;

        var (code, _, error) = await RunAsync("backtest --input a.csv --out o --engine mlnet");

        Assert.Equal((2, $"signaldetect backtest: {MLNet.MLNetEngine.HowToGetIt}\n"), (code, error));
    }

    [Fact]
    public async Task Migrate_NewAndOldDatabase_SaysWhatItDid()
    {
        var connection = Path.Combine(folder.FullName, "rows.db");
        var first = await RunAsync("db migrate --pipeline pipelines/streaming.json", ("SIGNALDETECT__STORE__CONNECTION", connection));
        var second = await RunAsync("db migrate --pipeline pipelines/streaming.json", ("SIGNALDETECT__STORE__CONNECTION", connection));

        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.StartsWith("applied 0001", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, "the schema is up to date\n", ""), second);
    }

    [Fact]
    public async Task Migrate_SqlServerWithAPath_SaysWhatAConnectionIs()
    {
        var (code, _, error) = await RunAsync("db migrate --pipeline pipelines/streaming.json", ("SIGNALDETECT__STORE__KIND", "sqlserver"));

        Assert.Equal(2, code);
        Assert.StartsWith("signaldetect db migrate: pipelines/streaming.json: store.connection: must be a connection string", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("sqlserver")]
    public async Task Script_EachStore_PrintsTheSchema(string kind)
    {
        var (code, output, error) = await RunAsync("db script --pipeline pipelines/streaming.json", ("SIGNALDETECT__STORE__KIND", kind));

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("CREATE TABLE", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Backtest_Series_WritesTheFolderAndASummary()
    {
        var rows = Enumerable.Range(0, 300).Select(i => $"2026-01-01 {i / 60:D2}:{i % 60:D2}:00,{i % 7 + (i > 290 ? 400 : 0)}");
        var input = Write("reports.csv", "timestamp,value\n" + string.Join('\n', rows) + "\n");
        var output = Path.Combine(folder.FullName, "out");

        var (code, text, error) = await RunAsync($"backtest --input {input} --out {output}");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("1 streams, 300 points in ", text, StringComparison.Ordinal);
        Assert.Equal(301, File.ReadAllLines(Path.Combine(output, "scores.csv")).Length);
        Assert.Contains("\"points\"", File.ReadAllText(Path.Combine(output, "report.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Series_MakesAModelThatBacktestStartsFrom()
    {
        var input = Write("reports.csv", "timestamp,value\n" + string.Join('\n', Enumerable.Range(0, 600).Select(i => $"2026-01-01 {i / 60:D2}:{i % 60:D2}:00,{10 + i % 7}")) + "\n");
        string model = Path.Combine(folder.FullName, "model.json"), output = Path.Combine(folder.FullName, "out");

        var trained = await RunAsync($"train --input {input} --out {model} --until 2026-01-01T05:00:00Z --false-alarms-per-week 2");
        var with = await RunAsync($"backtest --input {input} --model {model} --out {output}");
        var rows = File.ReadAllLines(Path.Combine(output, "scores.csv"));
        var refused = await RunAsync($"backtest --input {input} --model {model} --detector cusum --out {output}");

        Assert.Equal((0, ""), (trained.Code, trained.Error));
        Assert.StartsWith(
            $"1 streams with windows of 60 s, from 300 points until 2026-01-01T05:00:00.000Z, in {model}\nthresholds for 2 false alarms a stream and week, from 0.0 quiet stream-weeks; ",
            trained.Output, StringComparison.Ordinal);
        Assert.Equal(0, with.Code);
        Assert.Contains("\nlearnt until 2026-01-01T05:00:00.000Z: 300 rows left out\n", with.Output, StringComparison.Ordinal);
        Assert.EndsWith(",reports,15,,,,,,0,", rows[300], StringComparison.Ordinal);
        Assert.InRange(double.Parse(rows[301].Split(',')[3], CultureInfo.InvariantCulture), 10, 16);
        Assert.Equal(2, refused.Code);
        Assert.Contains("was learnt by 'default', not by 'cusum'", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StoppedBeforeItBegins_Exits0()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var (code, _, error) = await RunAsync("broker", stop.Token);

        Assert.Equal((0, ""), (code, error));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(string arguments, params (string Name, string Value)[] environment) =>
        RunAsync(arguments, CancellationToken.None, environment);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string arguments, CancellationToken stop, params (string Name, string Value)[] environment)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var variables = environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)).ToArray();
        var code = await CommandLine.RunAsync(
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), new Surroundings(output, error, variables, TimeProvider.System, null), stop);
        return (code, output.ToString(), error.ToString());
    }
}
