using System.CommandLine;
using SignalDetect.Kafka;

namespace SignalDetect.Commands;

/// <summary><c>broker</c>: the embedded broker in a process of its own.</summary>
internal static class BrokerCommand
{
    public static Command Create(Surroundings around)
    {
        var partitions = CommandOptions.Number("--partitions", 8, 1, 1000, "Partitions of each topic");
        var command = new Command(
            "broker", "Runs a Kafka broker for development, in memory, on a free port of this machine, with the topics signals, signals.dead, detections and incidents. Prints its address first; until Ctrl+C.")
        {
            partitions,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(partitions), around, stop));
        return command;
    }

    /// <summary>The pipeline's topics.</summary>
    public static IReadOnlyDictionary<string, int> Topics(int partitions) => new Dictionary<string, int>
    {
        ["signals"] = partitions, ["signals.dead"] = partitions, ["detections"] = partitions, ["incidents"] = partitions,
    };

    private static async Task<int> RunAsync(int partitions, Surroundings around, CancellationToken stop)
    {
        using var broker = EmbeddedBroker.Start(Topics(partitions));
        await around.Output.WriteLineAsync(broker.Bootstrap);
        await around.Output.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, around.Time, stop);
        return ExitCode.Done;
    }
}
