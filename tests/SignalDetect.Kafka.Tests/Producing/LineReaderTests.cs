using System.Text;
using SignalDetect.Kafka.Producing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Producing;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\n\nb\r\n c", new[] { "a", "", "b\r", " c" })]
    [InlineData("\n", new[] { "" })]
    public async Task Read_AStream_GivesItsLinesAsTheyAre(string text, string[] lines) => Assert.Equal(lines, await ReadAsync(text));

    [Fact]
    public async Task Read_LinesLongerThanAnyBuffer_ComeWhole()
    {
        string[] lines = [new string('a', 300_000), "b", new string('c', 70_000)];
        Assert.Equal(lines, await ReadAsync(string.Join('\n', lines)));
    }

    private static async Task<List<string>> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var lines = new List<string>();
        await foreach (var line in LineReader.ReadAsync(stream)) lines.Add(Encoding.UTF8.GetString(line));
        return lines;
    }
}
