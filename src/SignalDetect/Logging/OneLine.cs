namespace SignalDetect.Logging;

/// <summary>Texts of others, made into one line.</summary>
internal static class OneLine
{
    /// <summary>The text without line breaks.</summary>
    public static string Of(string text) => text.ReplaceLineEndings(" ").Trim();

    /// <summary>What an exception says, with the reason that lies deepest.</summary>
    public static string Of(Exception exception)
    {
        var root = exception.GetBaseException();
        return root == exception || exception.Message.Contains(root.Message, StringComparison.Ordinal) ? Of(exception.Message) : Of($"{exception.Message}: {root.Message}");
    }
}
