using System.Text;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 48_151_623;
    private const int Count = 50_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\ude00", "null", "true", "0", "-1", "1e9", "1e400", "0.5", "\"\"", "{}", "\n", "\r", "\0", "\uFEFF", "😀",
        "\"id\":", "\"at\":", "\"kind\":", "\"source\":", "\"service\":", "\"count\":", "\"state\":", "\"text\":", "\"tick\"", "\"mention\"", "\"count\"", "\"probe\"", "\"up\"",
        "2026-01-25T12:00:00Z", "2026-02-30T12:00:00Z", "2016-12-31T23:59:60Z", "+24:00", ".5", "9999", "tiktok", "nobody",
    ];

    [Fact]
    public void Read_OfMutatedLines_AgreesWithTheRulesWrittenTheSlowWay()
    {
        output.WriteLine($"seed {Seed}");
        RandomSignals signals = new(Seed);
        SignalReader reader = new(Models.Catalogue, Models.Matcher, 120_000);
        int[] reasons = new int[Enum.GetValues<DeadLetterReason>().Length];
        for (int i = 0; i < Count; i++)
        {
            byte[] line = Mutate(signals);
            ReadResult result = reader.Read(line, signals.Arrival, signals.Arrival, forwarded: false);

            DeadLetterReason expected = SignalOracle.Judge(line, signals.Arrival, signals.Arrival);
            Assert.True(expected == result.Reason, $"line {i}: {expected} expected, {result.Reason} found: {Encoding.UTF8.GetString(line)}");
            Assert.Equal(result.Reason != DeadLetterReason.None, result.Outcome == ReadOutcome.Dead);
            Assert.Equal(result.Outcome == ReadOutcome.Parts, reader.Parts.Length > 0);
            reasons[(int)result.Reason]++;
            reader.Read(line, signals.Arrival, signals.Arrival, forwarded: true);
        }
        output.WriteLine(string.Join(", ", reasons.Select((n, reason) => $"{(DeadLetterReason)reason} {n}")));
        Assert.All(reasons, n => Assert.True(n > 0));
    }

    private static byte[] Mutate(RandomSignals signals)
    {
        bool wild = signals.Next(2) == 0;
        List<byte> line = [.. Encoding.UTF8.GetBytes(signals.Line(wild ? 15 : 0))];
        for (int mutations = signals.Next(wild ? 2 : 4); mutations > 0; mutations--)
        {
            int at = signals.Next(line.Count + 1);
            int length = signals.Next(Math.Min(12, line.Count - at) + 1);
            switch (signals.Next(6))
            {
                case 0: if (at < line.Count) line[at] = (byte)signals.Next(256); break;
                case 1: line.RemoveRange(at, length); break;
                case 2: line.InsertRange(at, line.GetRange(at, length)); break;
                case 3: line.InsertRange(at, Encoding.UTF8.GetBytes(signals.Pick(Pieces))); break;
                case 4:
                    line.RemoveRange(at, length);
                    line.InsertRange(at, Encoding.UTF8.GetBytes(signals.Pick(Pieces)));
                    break;
                default:
                    if (signals.Next(50) == 0) line.InsertRange(at, new byte[65_536 + signals.Next(2) - Math.Min(line.Count, 65_536)].Select(_ => (byte)' '));
                    break;
            }
        }
        return [.. line];
    }
}
