using System.Buffers;
using System.Text;
using System.Text.Json;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalForwardTests(ITestOutputHelper output)
{
    private const int Seed = 20260125;

    private readonly SignalReader _origin = new(Models.Catalogue, Models.Matcher, 120_000);
    private readonly SignalReader _home = new(Models.Catalogue, Models.Matcher, 120_000);
    private readonly ArrayBufferWriter<byte> _written = new();

    [Fact]
    public void Forward_OfRandomSignals_ReadsAsTheSamePartAtHome()
    {
        output.WriteLine($"seed {Seed}");
        RandomSignals signals = new(Seed);
        int parts = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string line = signals.Line();
            if (_origin.Read(Encoding.UTF8.GetBytes(line), signals.Arrival, signals.Arrival, forwarded: false).Outcome != ReadOutcome.Parts) continue;
            for (int part = 0; part < _origin.Parts.Length; part++, parts++)
            {
                ReadResult result = Home(part, signals.Arrival, partitionTime: long.MaxValue / 2);
                Assert.True(result.Outcome == ReadOutcome.Parts && _home.Parts.Length == 1 && _home.Parts[0] == _origin.Parts[part], $"{line}\n{Encoding.UTF8.GetString(_written.WrittenSpan)}");
            }
        }
        Assert.True(parts > 10_000, $"{parts} parts");
    }

    [Fact]
    public void Forward_OfAPost_IsOneObjectWithWhatWasGivenAndWhatWasFound()
    {
        string line = """{ "id":"p\u0031", "at":"2026-01-25 12:00:00.123456Z", "source":"x", "kind":"mention", "text":"insta feed down,\nchatting on \"discord\"", "region":"us", "device":"toaster", "reporter":"r", "extra":{} }""";
        _origin.Read(Encoding.UTF8.GetBytes(line), 1769342400000, 1769342400000, forwarded: false);
        Assert.Equal(2, _origin.Parts.Length);
        Home(0, 1769342400000, 1769342400000);
        Assert.Equal(
            """{"id":"p\u0031","at":"2026-01-25 12:00:00.123Z","source":"x","kind":"mention","service":"instagram","feature":"feed","region":"us","device":"toaster","reporter":"r","text":"insta feed down,\nchatting on \"discord\"","matched":"mention"}""",
            Encoding.UTF8.GetString(_written.WrittenSpan));
        Home(1, 1769342400000, 1769342400000);
        using JsonDocument second = JsonDocument.Parse(_written.WrittenMemory);
        Assert.Equal(("discord", "chatter"), (second.RootElement.GetProperty("service").GetString(), second.RootElement.GetProperty("matched").GetString()));
    }

    [Fact]
    public void Forward_OfTheLongestLines_IsNeverTooLong()
    {
        string emoji = string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 128));
        string text = "\"tiktok down " + string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 4096 - 12)) + "\"";
        string most = Lines.Of("mention", ("id", $"\"{emoji}\""), ("reporter", $"\"{emoji}\""), ("text", text));
        foreach ((string field, string json) in (IEnumerable<(string, string)>)
            [
                ("feature", "\"{0}\""), ("region", "\"{0}\""), ("device", "\"{0}\""), ("state", "\"{0}\""), ("extra", "\"{0}\""),
                ("at", $"\"2026-01-25T12:00:00.{{0}}Z\""), ("count", "1.{0}"),
            ])
        {
            string filled = most[..^1] + $",\"{field}\":{json}}}";
            string line = filled.Replace("{0}", new string('0', SignalParser.LongestLine - filled.Length + 3), StringComparison.Ordinal);
            Assert.Equal(SignalParser.LongestLine, line.Length);
            Assert.Equal(ReadOutcome.Parts, _origin.Read(Encoding.UTF8.GetBytes(line), 1769342400000, 1769342400000, forwarded: false).Outcome);
            Home(0, 1769342400000, 1769342400000);
            Assert.Equal(_origin.Parts[0], Assert.Single(_home.Parts.ToArray()));
        }
    }

    private ReadResult Home(int part, long arrival, long partitionTime)
    {
        _written.Clear();
        _origin.WriteForward(_written, part);
        Assert.False(_written.WrittenSpan.Contains((byte)'\n'));
        return _home.Read(_written.WrittenSpan, arrival, partitionTime, forwarded: true);
    }
}
