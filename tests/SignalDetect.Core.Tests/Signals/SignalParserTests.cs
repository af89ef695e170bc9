using System.Text;
using SignalDetect.Core.Signals;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalParserTests
{
    private readonly SignalParser _parser = new();

    [Theory]
    [InlineData(""), InlineData("null"), InlineData("5"), InlineData("\"a\""), InlineData("[]"), InlineData("[{}]"), InlineData("{"), InlineData("{}}"), InlineData("{}{}")]
    [InlineData("{} x"), InlineData("{,}"), InlineData("{\"a\"}"), InlineData("{\"a\":}"), InlineData("{\"a\":1,}"), InlineData("{a:1}"), InlineData("{'a':1}")]
    [InlineData("{\"a\":01}"), InlineData("{\"a\":1.}"), InlineData("{\"a\":.5}"), InlineData("{\"a\":+1}"), InlineData("{\"a\":-}"), InlineData("{\"a\":1e}"), InlineData("{\"a\":1e+}")]
    [InlineData("{\"a\":NaN}"), InlineData("{\"a\":True}"), InlineData("{\"a\":tru}"), InlineData("{\"a\":nul"), InlineData("{\"a\":\"\\x\"}"), InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"\t\"}"), InlineData("{\"a\":\"b}"), InlineData("{\"a\":[1,]}"), InlineData("{\"a\":[1 2]}"), InlineData("{\"a\":{\"b\":1,}}"), InlineData("{\"a\":{\"b\"}}")]
    [InlineData("{\"a\":[}"), InlineData("{\"a\":{]}"), InlineData("{\"a\":[[]}"), InlineData("{/**/}"), InlineData("\uFEFF{}"), InlineData("\v{}"), InlineData("{\"a\":1 \"b\":2}")]
    public void Parse_OfWhatIsNotOneObject_IsNotJson(string line) => Assert.Equal(DeadLetterReason.NotJson, Parse(line));

    [Theory]
    [InlineData(new byte[] { 0xFF }), InlineData(new byte[] { 0xC0, 0x80 }), InlineData(new byte[] { 0xED, 0xA0, 0x80 }), InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }), InlineData(new byte[] { 0xE2, 0x82 })]
    public void Parse_OfInvalidUtf8Anywhere_IsNotJson(byte[] bad)
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Report("\"unknown\":\"?\""));
        int at = Array.IndexOf(line, (byte)'?');
        Assert.Equal(DeadLetterReason.NotJson, _parser.Parse([.. line[..at], .. bad, .. line[(at + 1)..]]));
    }

    [Fact]
    public void Parse_AtTheLongestLine_ChangesFromReadToTooLarge()
    {
        string longest = Lines.Report($"\"unknown\":\"{new string('a', SignalParser.LongestLine - Lines.Report("\"unknown\":\"\"").Length)}\"");
        Assert.Equal(SignalParser.LongestLine, longest.Length);
        Assert.Equal(DeadLetterReason.None, Parse(longest));
        Assert.Equal(DeadLetterReason.TooLarge, Parse(longest + " "));
        Assert.Equal(DeadLetterReason.TooLarge, _parser.Parse(new byte[SignalParser.LongestLine + 1]));
    }

    [Fact]
    public void Parse_OfDeepNestingInAnUnknownField_Ignores()
    {
        string deep = new string('[', 30_000) + new string(']', 30_000);
        Assert.Equal(DeadLetterReason.None, Parse(Lines.Report($"\"unknown\":{deep}")));
        Assert.Equal(DeadLetterReason.NotJson, Parse(Lines.Report($"\"unknown\":{deep}]")));
        Assert.Equal(DeadLetterReason.NotJson, Parse(new string('[', SignalParser.LongestLine)));
    }

    [Theory]
    [InlineData("\"u\":{\"id\":7}"), InlineData("\"u\":{\"at\":7,\"kind\":[{\"count\":0}]}"), InlineData("\"u\":null"), InlineData("\"\":true"), InlineData("\"u\":\"\\ud800\"")]
    [InlineData("\"\\ud800\":1"), InlineData("\"Id\":7"), InlineData("\"id \":7"), InlineData("\"matched\":7"), InlineData("\"u\":-0.5E-7"), InlineData("\"u\":[ ]"), InlineData("\"u\":{ }")]
    public void Parse_OfUnknownFields_Ignores(string member) => Assert.Equal(DeadLetterReason.None, Parse(Lines.Report(member)));

    [Theory]
    [InlineData("report", "id"), InlineData("report", "at"), InlineData("report", "source"), InlineData("report", "kind"), InlineData("report", "service")]
    [InlineData("works", "service"), InlineData("mention", "id"), InlineData("mention", "text"), InlineData("count", "count"), InlineData("count", "service")]
    [InlineData("official", "state"), InlineData("official", "service"), InlineData("probe", "state"), InlineData("probe", "service"), InlineData("tick", "at"), InlineData("tick", "source")]
    [InlineData("wish", "id"), InlineData("wish", "service")]
    public void Parse_WithoutARequiredField_IsMissingField(string kind, string field)
    {
        Assert.Equal(DeadLetterReason.MissingField, Parse(Lines.Of(kind, (field, null))));
        Assert.Equal(DeadLetterReason.MissingField, Parse(Lines.Of(kind, (field, "null"))));
    }

    [Theory]
    [InlineData("report"), InlineData("mention"), InlineData("works"), InlineData("count"), InlineData("official"), InlineData("probe"), InlineData("tick")]
    public void Parse_WithTheRequiredFieldsAlone_Reads(string kind)
    {
        Assert.Equal(DeadLetterReason.None, Parse(Lines.Of(kind)));
        Assert.Equal(kind, _parser.Kind.ToString(), ignoreCase: true);
    }

    [Fact]
    public void Parse_OfAMissingAndABadField_IsMissingField() =>
        Assert.Equal(DeadLetterReason.MissingField, Parse("""{"id":7,"source":"web","kind":"report","service":"tiktok"}"""));

    [Theory]
    [InlineData("report", "id", "\"\""), InlineData("report", "id", "7"), InlineData("report", "id", "{}"), InlineData("report", "id", "\"\\ud83d\""), InlineData("report", "id", "\"\\udc00\\ud83d\"")]
    [InlineData("report", "source", "\"\""), InlineData("report", "source", "true"), InlineData("report", "source", "\"012345678901234567890123456789012\"")]
    [InlineData("report", "kind", "\"wish\""), InlineData("report", "kind", "\"Report\""), InlineData("report", "kind", "\"\""), InlineData("report", "kind", "1"), InlineData("report", "kind", "\"news\"")]
    [InlineData("report", "service", "1"), InlineData("report", "feature", "1"), InlineData("report", "region", "[\"US\"]"), InlineData("report", "device", "{}"), InlineData("report", "feature", "\"\\ud800x\"")]
    [InlineData("report", "reporter", "\"\""), InlineData("report", "reporter", "5"), InlineData("report", "text", "5"), InlineData("mention", "text", "[]"), InlineData("mention", "service", "5")]
    [InlineData("report", "state", "5"), InlineData("official", "state", "\"down\""), InlineData("official", "state", "\"\""), InlineData("probe", "state", "\"resolved\""), InlineData("probe", "state", "\"UP\"")]
    [InlineData("report", "count", "0"), InlineData("report", "count", "\"5\""), InlineData("tick", "id", "\"\""), InlineData("tick", "service", "5"), InlineData("tick", "count", "1.5")]
    [InlineData("report", "at", "5"), InlineData("report", "at", "\"yesterday\""), InlineData("tick", "at", "\"\"")]
    public void Parse_OfAFieldOfTheWrongTypeOrForm_IsBadField(string kind, string field, string value) =>
        Assert.Equal(DeadLetterReason.BadField, Parse(Lines.Of(kind, (field, value))));

    [Theory]
    [InlineData("id", 128), InlineData("source", 32), InlineData("reporter", 128), InlineData("text", 4096)]
    public void Parse_AtTheLongestField_CountsUnicodeScalars(string field, int longest)
    {
        foreach (string scalar in (string[])["a", "é", "€", "😀", "\\ud83d\\ude00", "\\n"])
        {
            string full = string.Concat(Enumerable.Repeat(scalar, longest));
            Assert.Equal(DeadLetterReason.None, Parse(Lines.Of("report", (field, $"\"{full}\""))));
            Assert.Equal(DeadLetterReason.BadField, Parse(Lines.Of("report", (field, $"\"{full}{scalar}\""))));
        }
    }

    [Theory]
    [InlineData("report", "text", "\"\""), InlineData("mention", "text", "\"\""), InlineData("report", "state", "\"anything\""), InlineData("report", "count", "7"), InlineData("report", "service", "\"\"")]
    [InlineData("report", "feature", "\"\""), InlineData("report", "region", "\"Atlantis\""), InlineData("official", "state", "\"maintenance\""), InlineData("official", "state", "\"update\"")]
    [InlineData("official", "state", "\"resolved\""), InlineData("report", "reporter", "null"), InlineData("tick", "service", "\"nobody\""), InlineData("report", "id", "\"\\u0000\"")]
    public void Parse_OfAFieldOfAnOddButGoodForm_Reads(string kind, string field, string value) =>
        Assert.Equal(DeadLetterReason.None, Parse(Lines.Of(kind, (field, value))));

    [Theory]
    [InlineData("1", 1), InlineData("5.0", 5), InlineData("5e0", 5), InlineData("50e-1", 5), InlineData("0.5E+1", 5), InlineData("1e9", 1_000_000_000), InlineData("1000000000.000", 1_000_000_000)]
    [InlineData("10000000000e-1", 1_000_000_000), InlineData("0.000000001e18", 1_000_000_000), InlineData("120e0", 120), InlineData("1.20e2", 120), InlineData("10.10e1", 101)]
    [InlineData("0", null), InlineData("-0", null), InlineData("-1", null), InlineData("0.5", null), InlineData("1.5", null), InlineData("1000000001", null), InlineData("1e10", null), InlineData("15e-1", null)]
    [InlineData("99999999999999999999999999", null), InlineData("1e99999999999999999999", null), InlineData("1e-99999999999999999999", null), InlineData("0e5", null), InlineData("1000000000.5", null)]
    [InlineData("-1e-9", null), InlineData("1.0000000000000000000000000000001", null)]
    public void Parse_OfACount_TakesEverySpellingOfAWholeNumber(string number, int? count)
    {
        Assert.Equal(count is null ? DeadLetterReason.BadField : DeadLetterReason.None, Parse(Lines.Of("count", ("count", number))));
        if (count is not null) Assert.Equal(count, _parser.Count);
    }

    [Fact]
    public void Parse_OfACountWithEndlessZeros_Reads()
    {
        Assert.Equal(DeadLetterReason.None, Parse(Lines.Of("count", ("count", $"7.{new string('0', 50_000)}"))));
        Assert.Equal(7, _parser.Count);
        Assert.Equal(DeadLetterReason.None, Parse(Lines.Of("count", ("count", $"0.{new string('0', 50_000)}7e50001"))));
        Assert.Equal(7, _parser.Count);
    }

    [Fact]
    public void Parse_OfARepeatedField_TakesTheLast()
    {
        Assert.Equal(DeadLetterReason.None, Parse("""{"id":7,"id":"a","at":"no","at":"2026-01-25T10:00:00Z","source":"web","kind":"tick","kind":"report","service":"x","service":"tiktok"}"""));
        Assert.Equal((SignalKind.Report, "tiktok"), (_parser.Kind, Encoding.UTF8.GetString(_parser.Text(SignalField.Service))));
        Assert.Equal(DeadLetterReason.MissingField, Parse("""{"id":"a","id":null,"at":"2026-01-25T10:00:00Z","source":"web","kind":"report","service":"tiktok"}"""));
        Assert.Equal(DeadLetterReason.BadField, Parse("""{"id":"a","id":7,"at":"2026-01-25T10:00:00Z","source":"web","kind":"report","service":"tiktok"}"""));
    }

    [Fact]
    public void Parse_OfEscapes_UndoesThemInNamesAndValues()
    {
        Assert.Equal(DeadLetterReason.None, Parse("""{"\u0069d":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0041","at":"2026-01-25\u005410:00:00Z","source":"web","k\u0069nd":"re\u0070ort","ser\u0076ice":"tik\u0074ok"}"""));
        Assert.Equal("a\"\\/\b\f\n\r\té😀A", Encoding.UTF8.GetString(_parser.Text(SignalField.Id)));
        Assert.Equal("tiktok", Encoding.UTF8.GetString(_parser.Text(SignalField.Service)));
    }

    [Fact]
    public void Text_OfADeadLine_StillNamesItsServiceAndTime()
    {
        Assert.Equal(DeadLetterReason.BadField, Parse("""{"id":"","at":"2026-01-25T10:00:00Z","source":"web","kind":"report","service":"tiktok","region":5}"""));
        Assert.True(_parser.HasAt);
        Assert.Equal("tiktok", Encoding.UTF8.GetString(_parser.Text(SignalField.Service)));
        Assert.True(_parser.Has(SignalField.Region));
        Assert.Equal(0, _parser.Text(SignalField.Region).Length);
        Assert.Equal(DeadLetterReason.NotJson, Parse("""{"id":"a","service":"tiktok" """));
        Assert.False(_parser.HasAt || _parser.Has(SignalField.Service));
        Assert.Equal(0, _parser.Text(SignalField.Service).Length);
    }

    private DeadLetterReason Parse(string line) => _parser.Parse(Encoding.UTF8.GetBytes(line));
}
