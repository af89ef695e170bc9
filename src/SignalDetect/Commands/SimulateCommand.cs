using System.CommandLine;
using System.IO.Compression;
using SignalDetect.Configuration;
using SignalDetect.Simulation;

namespace SignalDetect.Commands;

/// <summary><c>simulate</c>: the demo's signals as a file, to try the other commands with.</summary>
internal static class SimulateCommand
{
    public static Command Create(Surroundings around)
    {
        var file = new Option<string>("--out") { Description = "The file to write: JSON lines, compressed where its name ends in .gz", Required = true, HelpName = "FILE" };
        var command = new Command("simulate", "Writes the signals of the demo (a simulation of TikTok's outage of January 2026) to a file, for produce and backtest.") { file };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(file), around, stop));
        return command;
    }

    private static async Task<int> RunAsync(string path, Surroundings around, CancellationToken stop)
    {
        var catalogue = PipelineParts.Catalogue(null, "models");
        var aside = path + ".partial";
        var to = Create(path, aside);
        long lines = 0;
        try
        {
            await using (to)
            {
                foreach (var line in new OutageReplay(catalogue).Lines())
                {
                    stop.ThrowIfCancellationRequested();
                    await to.WriteAsync(line, stop);
                    to.WriteByte((byte)'\n');
                    lines++;
                }
            }

            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }

        await around.Output.WriteLineAsync($"{lines} simulated signals in {path}");
        return ExitCode.Done;
    }

    private static Stream Create(string path, string aside)
    {
        try
        {
            var file = new BufferedStream(File.Create(aside), 1 << 20);
            return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--out {path}: cannot be written ({cannot.Message})");
        }
    }
}
