namespace SignalDetect.Commands;

/// <summary>What the program says at its end.</summary>
internal static class ExitCode
{
    /// <summary>Done; or, where there is no end of its own, stopped by Ctrl+C or SIGTERM.</summary>
    public const int Done = 0;

    /// <summary>Failed while running, or stopped before the end.</summary>
    public const int Failed = 1;

    /// <summary>Bad arguments, configuration or input.</summary>
    public const int Refused = 2;
}
