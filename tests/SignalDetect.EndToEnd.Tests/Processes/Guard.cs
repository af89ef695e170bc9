using System.Diagnostics;
using System.Globalization;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>Kills a process should the tests end before it does: a shell that waits for a word from here, and finds its input closed when there is nobody left to say it.</summary>
internal sealed class Guard : IDisposable
{
    private readonly Process shell;

    public Guard(int process) => shell = Process.Start(
        new ProcessStartInfo("sh", ["-c", "read -r word || kill -9 \"$1\"", "guard", process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true })!;

    /// <summary>The process has ended.</summary>
    public void Dispose()
    {
        shell.StandardInput.Write("ended\n");
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }
}
