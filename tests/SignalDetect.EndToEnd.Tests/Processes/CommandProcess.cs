using System.Diagnostics;
using System.Text;
using SignalDetect.Testing;
using Xunit.Sdk;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>The built command in a process of its own, with all that it has written. It does not outlive the test.</summary>
internal sealed class CommandProcess : IAsyncDisposable
{
    /// <summary>Beside the tests' own output: the same configuration of the program.</summary>
    private static readonly string Program =
        Repository.File(Path.Combine("artifacts", "bin", "SignalDetect", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "signaldetect.dll"));

    private readonly Process process;
    private readonly Guard guard;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly string arguments;

    private CommandProcess(ProcessStartInfo start, string arguments)
    {
        this.arguments = arguments;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(error, line.Data);
        process.Start();
        guard = new Guard(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has written to standard output so far.</summary>
    public string Output => Read(output);

    /// <summary>What it has written to standard error so far.</summary>
    public string Error => Read(error);

    public bool HasExited => process.HasExited;

    /// <summary>Starts the command.</summary>
    /// <param name="arguments">With spaces between them and none within.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Set over the environment of the tests.</param>
    /// <param name="takesInterrupts">True for one that is to be sent Ctrl+C, which a process started in the background would ignore.</param>
    public static CommandProcess Start(
        string arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, bool takesInterrupts = false)
    {
        string[] line = [.. takesInterrupts ? ["env", "--default-signal=INT"] : Array.Empty<string>(), "dotnet", Program, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SIGNALDETECT__", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new CommandProcess(start, arguments);
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<CommandProcess> RunAsync(string arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, int expected = 0)
    {
        var command = Start(arguments, folder, environment);
        await using (command)
        {
            if (await command.ExitAsync() != expected) throw new XunitException($"{command}\nended with {command.process.ExitCode} instead of {expected}.");
            return command;
        }
    }

    /// <summary>Waits for its first line on standard output.</summary>
    public async Task<string> FirstLineAsync()
    {
        await Deadline.UntilAsync(() => Output.Contains('\n') || HasExited, () => $"{this}\nwrote no first line.");
        return Output.Contains('\n') ? Output[..Output.IndexOf('\n')] : throw new XunitException($"{this}\nended without a line.");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan? limit = null)
    {
        using var patience = new CancellationTokenSource(limit ?? Deadline.Standard);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new XunitException($"{this}\ndid not end.");
        }
    }

    /// <summary>Sends it a signal, one of <see cref="UnixSignal"/>.</summary>
    public void Send(int signal) => UnixSignal.Send(process.Id, signal);

    /// <summary>Kills it, and returns when it is gone.</summary>
    public async Task KillAsync()
    {
        if (!HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        guard.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"signaldetect {arguments}\n--- standard output\n{Output}--- standard error\n{Error}---";

    private static void Add(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string Read(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
