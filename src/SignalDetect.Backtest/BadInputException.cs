namespace SignalDetect.Backtest;

/// <summary>An input does not fit: the message is one line that names the file, the line or entry, the field, and what would be right.</summary>
public sealed class BadInputException : Exception
{
    /// <param name="message">The whole line, place included.</param>
    public BadInputException(string message) : base(message)
    {
    }

    /// <param name="file">The file as it was named.</param>
    /// <param name="line">Its line, counted from 1.</param>
    /// <param name="complaint">What is wrong, and what would be right.</param>
    public BadInputException(string file, long line, string complaint) : base(FormattableString.Invariant($"{file}:{line}: {complaint}"))
    {
    }
}
