using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>Signals to processes, by their numbers on Linux and macOS.</summary>
internal static class UnixSignal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends one.</summary>
    public static void Send(int process, int signal)
    {
        if (SendNative(process, signal) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendNative(int process, int signal);
}
