using System.CommandLine;
using SignalDetect.Configuration;
using SignalDetect.Kafka.Producing;

namespace SignalDetect.Commands;

/// <summary><c>produce</c>: sends a file of signals to Kafka.</summary>
internal static class ProduceCommand
{
    public static Command Create(Surroundings around)
    {
        var input = CommandOptions.Input("FILE", "The signals: JSON lines, or .jsonl.gz");
        var bootstrap = new Option<string>("--bootstrap") { Description = "A broker's address, as signaldetect broker prints it", HelpName = "HOST:PORT", Required = true };
        var topic = new Option<string>("--topic") { Description = "The topic", HelpName = "NAME", DefaultValueFactory = _ => "signals" };
        var speed = CommandOptions.Factor("--speed", 1, "So many times real time; 0: as fast as it goes");
        var group = new Option<string?>("--group") { Description = "Stay at most 2 MiB a partition ahead of what this consumer group has committed", HelpName = "NAME" };
        var lateness = CommandOptions.Span("--lateness", "SPAN", "The pipeline's lateness, by which the last tick closes the final window [default: 2m]");
        var command = new Command("produce", "Sends a file of signals to Kafka with the file's own times, in order, and ticks as a live service writes them. Done when all is acknowledged.")
        {
            input, bootstrap, topic, speed, group, lateness,
        };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(input),
            new ProduceOptions(parsed.GetRequiredValue(bootstrap))
            {
                Topic = parsed.GetRequiredValue(topic), Speed = parsed.GetValue(speed), Group = parsed.GetValue(group), Lateness = parsed.GetValue(lateness) ?? TimeSpan.FromMinutes(2),
            },
            around, stop));
        return command;
    }

    private static async Task<int> RunAsync(string path, ProduceOptions options, Surroundings around, CancellationToken stop)
    {
        await using var file = InputFile.Open(path);
        var catalogue = PipelineParts.Catalogue(null, "models");
        using var loggers = around.CreateLog();
        var begun = around.Time.GetTimestamp();
        var producer = new SignalProducer(options, catalogue, loggers, around.Time);
        var sent = await ProgressBar.RunAsync(around.Screen, "sending", show => producer.RunAsync(
            LineReader.ReadAsync(file.Content, stop), new Telling<ProduceProgress>(now => show($"{now.Lines} lines", file.Part)), stop));
        var seconds = around.Time.GetElapsedTime(begun).TotalSeconds;
        await around.Output.WriteLineAsync(FormattableString.Invariant($"sent {sent.Lines} lines ({sent.Bytes} bytes) and {sent.Ticks} ticks in {seconds:F1} s"));
        return ExitCode.Done;
    }
}
