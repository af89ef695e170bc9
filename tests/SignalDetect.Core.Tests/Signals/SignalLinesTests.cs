using System.Text;
using SignalDetect.Core.Signals;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalLinesTests
{
    [Theory]
    [InlineData("a", "0:a")]
    [InlineData("a\n", "0:a")]
    [InlineData("a\nb", "0:a 1:b")]
    [InlineData("a\r\nb\r\n", "0:a\r 1:b\r")]
    [InlineData("\n\na\n \t\r\nb\n\n", "2:a 4:b")]
    [InlineData("", "0:")]
    [InlineData("\n", "0:")]
    [InlineData(" \r\n\t\n", "0: \r")]
    [InlineData("a\rb", "0:a\rb")]
    [InlineData("\u00a0\nb", "0:\u00a0 1:b")]
    public void Lines_OfAValue_AreThoseWithSomethingInThem(string value, string expected)
    {
        List<string> lines = [];
        foreach (SignalLine line in new SignalLines(Encoding.UTF8.GetBytes(value))) lines.Add($"{line.Index}:{Encoding.UTF8.GetString(line.Bytes)}");
        Assert.Equal(expected, string.Join(' ', lines));
    }

    [Fact]
    public void Lines_OfNoValue_AreOneThatIsNotJson()
    {
        SignalParser parser = new();
        int lines = 0;
        foreach (SignalLine line in new SignalLines(default))
        {
            lines++;
            Assert.Equal((0, DeadLetterReason.NotJson), (line.Index, parser.Parse(line.Bytes)));
        }
        Assert.Equal(1, lines);
    }
}
