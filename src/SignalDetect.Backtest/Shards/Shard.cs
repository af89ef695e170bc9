using System.Globalization;

namespace SignalDetect.Backtest.Shards;

/// <summary>One of several runs that share the streams of an input: stream k, counted from 0 in the order of the output, is judged by shard k modulo their number.</summary>
/// <param name="Index">Which one it is, from 0 to <paramref name="Count"/> - 1.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most shards that there can be.</summary>
    public const int Most = 10_000;

    /// <summary>What the text must be, for messages.</summary>
    public const string Form = "i/n with i from 0 to n - 1, such as 0/4, 1/4, 2/4 and 3/4";

    /// <summary>Reads <c>i/n</c>; null where it is none.</summary>
    public static Shard? Parse(string text)
    {
        if (text.Split('/') is not [var index, var count]) return null;
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var all) && which < all && all <= Most
            ? new Shard(which, all)
            : null;
    }

    /// <summary>True where it judges the stream with a number.</summary>
    public bool Owns(int stream) => stream % Count == Index;

    /// <summary>As <c>i/n</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
