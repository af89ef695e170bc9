using System.CommandLine;
using SignalDetect.Configuration;
using SignalDetect.Demo;

namespace SignalDetect.Commands;

/// <summary><c>demo</c>: everything at once, with nothing to install.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    public static Command Create(Surroundings around)
    {
        var port = CommandOptions.Number("--port", 5080, 1, 65535, "Where the pages will be");
        var limit = CommandOptions.Span("--for", "SPAN", "The whole takes about this long, for instance 60s [default: until Ctrl+C]");
        var database = new Option<string?>("--database") { Description = "A new SQLite file to keep the rows in [default: one that is removed at the end]", HelpName = "FILE" };
        var command = new Command("demo", "Replays TikTok's outage of January 2026 in fast motion: embedded Kafka broker, detection and database in one process.")
        {
            port, limit, database,
        };
        command.SetAction((parsed, stop) => RunAsync(new DemoOptions(parsed.GetValue(port), parsed.GetValue(limit), parsed.GetValue(database)), around, stop));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, Surroundings around, CancellationToken stop)
    {
        if (options.For is { } span && span < Shortest) throw new ConfigurationException($"--for is {span.TotalSeconds:0}s and must be at least {Shortest.TotalSeconds:0}s");
        var file = PipelineFileReader.Read(ProgramFiles.Path("pipelines", "demo.json"), around.Environment);
        foreach (var (name, _) in around.Environment.Where(IsIgnored))
            await around.Error.WriteLineAsync($"signaldetect demo: {name} is ignored: the demo has a broker and a database of its own");
        return await new DemoRun(options, file, PipelineParts.ForSignals(PipelineParts.Setup(file), file), around).RunAsync(stop);
    }

    private static bool IsIgnored(KeyValuePair<string, string> variable) =>
        variable.Key.ToUpperInvariant() is "SIGNALDETECT__STORE__KIND" or "SIGNALDETECT__STORE__CONNECTION"
        || variable.Key.StartsWith("SIGNALDETECT__KAFKA__", StringComparison.OrdinalIgnoreCase);
}
