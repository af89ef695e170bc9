using SignalDetect.EndToEnd.Tests.Processes;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>What the service makes of the file when nothing comes in between; made once, by whoever asks first.</summary>
public sealed class UndisturbedRun : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly Lazy<Task<RunResult>> result;
    private readonly Lazy<string> file;

    public UndisturbedRun()
    {
        file = new Lazy<string>(() => folder.Write("signals.jsonl", SignalFile.Lines()));
        result = new Lazy<Task<RunResult>>(RunAsync);
    }

    /// <summary>The file of signals.</summary>
    internal string File => file.Value;

    /// <summary>What three processes made of it.</summary>
    internal Task<RunResult> ResultAsync() => result.Value;

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private async Task<RunResult> RunAsync()
    {
        await using var cluster = await Cluster.StartAsync(folder.Path);
        cluster.Run();
        await using (var produce = cluster.Produce(File))
            if (await produce.ExitAsync() != 0) throw new InvalidOperationException($"{produce}\n{cluster.Service}");
        await cluster.SettledAsync();
        return RunResult.Of(cluster);
    }
}
