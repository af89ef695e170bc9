using SignalDetect.Backtest;

namespace SignalDetect.Commands;

/// <summary>Runs what ends with a report: shows how far it is, and says at the end what was found.</summary>
internal static class HistoryRun
{
    /// <summary>Runs it.</summary>
    /// <param name="around">What the command has around it.</param>
    /// <param name="folder">The folder of the output.</param>
    /// <param name="run">The run.</param>
    /// <param name="stop">Somebody asks for it to stop: then there is no output, and whoever waits for one, such as a Kubernetes job, must not take the run for done.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(Surroundings around, string folder, Func<IProgress<RunProgress>, CancellationToken, Task<BacktestResult>> run, CancellationToken stop)
    {
        try
        {
            var result = await ProgressBar.RunAsync(around.Screen, "reading", show => run(new Telling<RunProgress>(now => show(now.Stage, now.Part())), stop));
            await around.Output.WriteAsync(BacktestSummary.Of(result, folder));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await around.Error.WriteLineAsync($"signaldetect backtest: stopped before the end; {folder} is as it was");
            return ExitCode.Failed;
        }
    }
}
