using System.Buffers;
using System.Globalization;
using System.Text;

namespace SignalDetect.Core.Mentions;

/// <summary>Splits a text into words, folded so that spellings that look alike are alike: lower case, full-width forms narrow, invisible characters gone.</summary>
internal static class WordSplitter
{
    private const int Elongated = 2; // a letter that comes again so often stands for one: dowwwn
    private const int FirstIdeographic = 0x2E80; // from here on scripts stand without spaces beside Latin names

    /// <summary>Fills the buffer's words. Links and e-mail addresses give none.</summary>
    public static void Split(ReadOnlySpan<byte> utf8, MatchBuffer to)
    {
        while (utf8.Length > 0)
        {
            int end = ChunkEnd(utf8, out int space);
            if (!IsAddress(utf8[..end])) SplitChunk(utf8[..end], to);
            utf8 = utf8[(end + space)..];
        }
    }

    private static int ChunkEnd(ReadOnlySpan<byte> utf8, out int space)
    {
        space = 0;
        int at = 0;
        while (at < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[at..], out Rune rune, out int consumed);
            if (Rune.IsWhiteSpace(rune))
            {
                space = consumed;
                break;
            }
            at += consumed;
        }
        return at;
    }

    private static bool IsAddress(ReadOnlySpan<byte> chunk)
    {
        int sign = chunk.IndexOf((byte)'@');
        bool mail = sign > 0 && char.IsAsciiLetterOrDigit((char)chunk[sign - 1]) && chunk[sign..].Contains((byte)'.');
        return mail || chunk.IndexOf("://"u8) >= 0 || chunk.StartsWith("www."u8);
    }

    private static void SplitChunk(ReadOnlySpan<byte> chunk, MatchBuffer to)
    {
        WordSign sign = WordSign.None;
        Rune before = default;
        bool inWord = false;
        int repeats = 0;
        while (Next(ref chunk, out Rune rune))
        {
            if (IsInvisible(rune) || (rune.Value == '_' && sign == WordSign.Hashtag)) continue;
            if (inWord && IsApostrophe(rune))
            {
                if (ContinuesAfterApostrophe(chunk)) continue;
            }
            if (IsPartOfWord(rune, before, chunk))
            {
                Rune letter = Rune.ToLowerInvariant(rune);
                if (inWord && IsSeam(before, rune)) End(ref sign, to);
                repeats = inWord && letter == Rune.ToLowerInvariant(before) && rune.Value < FirstIdeographic && Rune.IsLetter(rune) ? repeats + 1 : 0;
                if (repeats == Elongated) to.TakeBack(letter);
                if (repeats < Elongated) to.Append(letter);
                if (rune.Value >= FirstIdeographic) sign = WordSign.None;
                inWord = true;
            }
            else
            {
                End(ref sign, to);
                inWord = false;
                sign = rune.Value == '#' ? WordSign.Hashtag : rune.Value == '@' ? WordSign.Handle : WordSign.None;
            }
            before = rune;
        }
        End(ref sign, to);
    }

    private static void End(ref WordSign sign, MatchBuffer to)
    {
        to.EndWord(sign);
        sign = WordSign.None;
    }

    private static bool Next(ref ReadOnlySpan<byte> rest, out Rune rune)
    {
        rune = default;
        if (rest.Length == 0) return false;
        Rune.DecodeFromUtf8(rest, out rune, out int consumed);
        rest = rest[consumed..];
        if (rune.Value is >= 0xFF01 and <= 0xFF5E) rune = new Rune(rune.Value - 0xFEE0);
        return true;
    }

    // & joins (AT&T), + ends a name (Disney+); both only where letters touch them.
    private static bool IsPartOfWord(Rune rune, Rune before, ReadOnlySpan<byte> rest) => rune.Value switch
    {
        '_' => true,
        '&' => IsLetter(before) && rest.Length > 0 && IsLetter((char)rest[0]),
        '+' => IsLetter(before) && (rest.Length == 0 || !char.IsAsciiLetterOrDigit((char)rest[0])),
        < 0x80 => char.IsAsciiLetterOrDigit((char)rune.Value),
        _ => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
    };

    private static bool IsLetter(Rune rune) => rune.IsAscii && IsLetter((char)rune.Value);

    private static bool IsLetter(char c) => char.IsAsciiLetter(c);

    // Every letter of a script without spaces is a word, so that phrases are found anywhere.
    private static bool IsSeam(Rune before, Rune rune) => rune.Value >= FirstIdeographic || before.Value >= FirstIdeographic;

    private static bool IsInvisible(Rune rune) =>
        rune.Value is (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064) or 0xFEFF or 0xAD or (>= 0xFE00 and <= 0xFE0F) or (>= 0x0300 and <= 0x036F);

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or 0x2019 or 0x02BC;

    // isn't, I'm, they're stay one word; Slack's and TikTok'ta are cut.
    private static bool ContinuesAfterApostrophe(ReadOnlySpan<byte> rest)
    {
        int letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter((char)rest[letters])) letters++;
        Span<byte> ending = stackalloc byte[2];
        return letters is 1 or 2
            && Ascii.ToLower(rest[..letters], ending, out int written) == OperationStatus.Done
            && (ending[..written].SequenceEqual("t"u8) || ending[..written].SequenceEqual("m"u8) || ending[..written].SequenceEqual("d"u8)
                || ending[..written].SequenceEqual("re"u8) || ending[..written].SequenceEqual("ve"u8) || ending[..written].SequenceEqual("ll"u8));
    }
}
