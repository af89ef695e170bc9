namespace SignalDetect.Core.Catalogue;

/// <summary>A file of names or words is not as it should be; the message is one line with file, line and field, and says what would be right.</summary>
public sealed class CatalogueException : Exception
{
    internal CatalogueException(string file, int line, string message)
        : base($"{file} line {line}: {message}")
    {
        (File, Line) = (file, line);
    }

    /// <summary>The file, as it was named by the caller.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }
}
