using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>
/// Numbers as text of a fixed width, small and safe within an attribute: digits of base 88 from the printable ASCII characters that HTML gives no meaning,
/// blanks where there is no number.
/// </summary>
internal sealed class PackedText
{
    private const int Base = 88;
    private const string Left = "\"&'<>`";

    private static readonly char[] Alphabet = [.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(letter => !Left.Contains(letter))];

    private readonly StringBuilder text = new();
    private readonly double low;
    private readonly double span;
    private readonly bool isRoot;
    private readonly int width;
    private readonly int largest;

    /// <param name="low">The least number.</param>
    /// <param name="high">The largest.</param>
    /// <param name="isRoot">True where the steps grow with the root of the distance from <paramref name="low"/>, so that small numbers stay exact beside large ones.</param>
    /// <param name="width">Characters of a number.</param>
    /// <param name="isWhole">True for whole numbers: they are exact where the range has fewer steps than there are codes.</param>
    public PackedText(double low, double high, bool isRoot, int width, bool isWhole = false)
    {
        (this.low, this.isRoot, this.width) = (low, isRoot, width);
        largest = (int)Math.Pow(Base, width) - 1;
        span = Math.Max(high - low, double.Epsilon);
        if (isWhole && span <= largest) span = largest;
    }

    /// <summary>What a reader needs: the number of code c is low + span · c / largest, or low + span · (c / largest)².</summary>
    public (double Low, double Span) Terms => (low, span);

    /// <summary>Adds a number; NaN is none, one out of the range the nearest in it.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            text.Append(' ', width);
            return;
        }

        var share = Math.Clamp((value - low) / span, 0, 1);
        var code = (int)Math.Round((isRoot ? Math.Sqrt(share) : share) * largest);
        for (var place = largest + 1; place > 1; code %= place)
        {
            place /= Base;
            text.Append(Alphabet[code / place]);
        }
    }

    /// <summary>All numbers so far.</summary>
    public override string ToString() => text.ToString();
}
