using SignalDetect.EndToEnd.Tests.Processes;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>What the service makes of the story when nothing comes in between; made once, by whoever asks first.</summary>
public sealed class UndisturbedRun : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly Lazy<Task<RunResult>> result;
    private readonly Lazy<string> file;

    public UndisturbedRun()
    {
        file = new Lazy<string>(() => folder.Write("signals.jsonl", SignalFile.Story()));
        result = new Lazy<Task<RunResult>>(() => RunAsync(folder.Path, File));
    }

    /// <summary>The file of signals.</summary>
    internal string File => file.Value;

    /// <summary>What three processes made of it.</summary>
    internal Task<RunResult> ResultAsync() => result.Value;

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    /// <summary>Sends a file as fast as it goes.</summary>
    internal static async Task<RunResult> RunAsync(string folder, string file)
    {
        await using var cluster = await Cluster.StartAsync(folder);
        cluster.Run();
        await using (var produce = cluster.Produce(file))
            if (await produce.ExitAsync() != 0) throw new InvalidOperationException($"{produce}\n{cluster.Service}");
        await cluster.SettledAsync();
        return RunResult.Of(cluster);
    }
}
