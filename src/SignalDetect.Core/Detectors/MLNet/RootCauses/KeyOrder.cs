namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>
/// Names of dimensions as a culture sorts them, which is ML.NET's order, but the same on every machine: signs before digits before letters, whatever their
/// case; a small letter before the same capital only where nothing else differs.
/// </summary>
internal sealed class KeyOrder : IComparer<string>
{
    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (Rank(a[i]).CompareTo(Rank(b[i])) is not 0 and var order) return order;
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : -string.CompareOrdinal(a, b);
    }

    private static (int Kind, char Letter) Rank(char c) => (char.IsLetter(c) ? 2 : char.IsDigit(c) ? 1 : 0, char.ToUpperInvariant(c));
}
