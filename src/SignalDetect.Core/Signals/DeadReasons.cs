namespace SignalDetect.Core.Signals;

/// <summary>The spellings of reasons in headers, metrics and figures.</summary>
public static class DeadReasons
{
    /// <summary>The reason's name, for instance <c>too-large</c>.</summary>
    public static string Name(this DeadLetterReason reason) => reason switch
    {
        DeadLetterReason.TooLarge => "too-large",
        DeadLetterReason.NotJson => "not-json",
        DeadLetterReason.MissingField => "missing-field",
        DeadLetterReason.BadField => "bad-field",
        DeadLetterReason.UnknownService => "unknown-service",
        DeadLetterReason.Future => "future",
        DeadLetterReason.Late => "late",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No reason."),
    };
}
