using System.CommandLine;
using Microsoft.Extensions.Logging;
using SignalDetect.Configuration;
using SignalDetect.Kafka.Streaming;
using SignalDetect.Storage;

namespace SignalDetect.Commands;

/// <summary><c>run</c>: the streaming service.</summary>
internal static partial class RunCommand
{
    public static Command Create(Surroundings around)
    {
        var pipeline = CommandOptions.Pipeline("The pipeline, for instance pipelines/streaming.json; environment variables SIGNALDETECT__... override its settings");
        var command = new Command("run", "Reads signals from Kafka, detects outages, and keeps detections and incidents in the database, until Ctrl+C.") { pipeline };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(pipeline), around, stop));
        return command;
    }

    private static async Task<int> RunAsync(string path, Surroundings around, CancellationToken stop)
    {
        var file = PipelineFileReader.Read(path, around.Environment);
        var kafka = PipelineParts.Kafka(file);
        var options = PipelineParts.Store(file);
        var setup = PipelineParts.ForSignals(PipelineParts.Setup(file), file);
        using var loggers = around.CreateLog();
        LogStart(loggers.CreateLogger("SignalDetect.Run"), file.Name, kafka.Topic, kafka.Bootstrap, kafka.Group, file.Store.Kind);
        await using var store = StoreFactory.Create(options);
        await new StreamingService(kafka, setup, store, loggers, around.Time).RunAsync(stop);
        return ExitCode.Done;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "pipeline {Pipeline} reads topic {Topic} at {Bootstrap} as group {Group}; rows go to {Store}")]
    private static partial void LogStart(ILogger log, string pipeline, string topic, string bootstrap, string group, string store);
}
