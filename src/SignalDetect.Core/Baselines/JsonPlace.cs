using System.Text.Json;

namespace SignalDetect.Core.Baselines;

/// <summary>Where and why a JSON file does not fit, as the rest of one line.</summary>
internal static class JsonPlace
{
    /// <summary>The place, and the reason in words of the file rather than of this program's types.</summary>
    public static string Of(JsonException e)
    {
        var place = e.Path is { Length: > 0 } path ? path : e.LineNumber is { } line ? $"line {line + 1}" : "$";
        return $"{place}: {Reason(e.Message)}";
    }

    private static string Reason(string message)
    {
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return "there is no such key";
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return "is not of the form that belongs there (its JSON schema says which)";
        if (message.Contains("doesn't allow null", StringComparison.Ordinal)) return "must not be null";
        if (message.StartsWith("JSON deserialization for type", StringComparison.Ordinal))
            return $"lacks {message[(message.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().TrimEnd('.')}";
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        if (end < 0) end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).ReplaceLineEndings(" ").TrimEnd('.');
    }
}
