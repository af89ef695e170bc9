using System.Diagnostics;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>Writes to Kafka with kcat.</summary>
internal static class Kcat
{
    /// <summary>Sends text to the topic of signals; each line is a message unless the options say otherwise.</summary>
    public static async Task ProduceAsync(string bootstrap, string text, params string[] options)
    {
        using var patience = new CancellationTokenSource(Deadline.Standard);
        using var kcat = Process.Start(
            new ProcessStartInfo("kcat", ["-P", "-b", bootstrap, "-t", "signals", .. options]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        var error = kcat.StandardError.ReadToEndAsync(patience.Token);
        await kcat.StandardInput.WriteAsync(text.AsMemory(), patience.Token);
        kcat.StandardInput.Close();
        await kcat.WaitForExitAsync(patience.Token);
        Assert.True(kcat.ExitCode == 0, await error);
    }
}
