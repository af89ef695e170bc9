using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class DeadLetterTests
{
    private const long Now = SignalStory.Monday;

    [Fact]
    public async Task DeadLetters_OfEveryReason_CarryTheirBytesAndTheirPlace()
    {
        await using var rig = new Rig(2);
        var lines = new[]
        {
            Signal("\"text\":\"" + new string('x', 70_000) + "\""), "no json", """{"id":"1","kind":"report"}""", Signal("\"region\":7"), Signal(service: "nobody"),
            Signal(at: Now + 301_000), Signal(at: Now - 181_000),
        };
        rig.TickAll(Now);
        rig.Write(1, Now, Encoding.UTF8.GetBytes(Signal() + "\n" + lines[0] + "\n" + lines[1]));
        for (var i = 2; i < lines.Length; i++) rig.Write(1, Now, Encoding.UTF8.GetBytes(lines[i]));
        await rig.FlushAsync();
        rig.Start();
        await rig.CompleteAsync();

        var dead = rig.Read("signals.dead");
        var headers = dead.ConvertAll(record => string.Join(' ', record.Message.Headers.Select(header => $"{header.Key}={Encoding.ASCII.GetString(header.GetValueBytes())}")));
        Assert.Equal(
            [
                $"reason=too-large topic=signals partition=1 offset=1 index=1 length={lines[0].Length}", $"reason=not-json topic=signals partition=1 offset=1 index=2 length=7",
                $"reason=missing-field topic=signals partition=1 offset=2 index=0 length={lines[2].Length}", $"reason=bad-field topic=signals partition=1 offset=3 index=0 length={lines[3].Length}",
                $"reason=unknown-service topic=signals partition=1 offset=4 index=0 length={lines[4].Length}", $"reason=future topic=signals partition=1 offset=5 index=0 length={lines[5].Length}",
                $"reason=late topic=signals partition=1 offset=6 index=0 length={lines[6].Length}",
            ],
            headers);
        Assert.Equal(lines.Select(line => line[..Math.Min(line.Length, 65_536)]), dead.Select(record => Encoding.UTF8.GetString(record.Message.Value!)));
        Assert.Equal((8, 7), rig.Store.Look(book => (book.Totals.Sent, book.Totals.Dead)));
    }

    [Fact]
    public async Task DeadLetters_AfterACrash_AreEachThereAtLeastOnceAndCountedOnce()
    {
        await using var rig = new Rig(1);
        rig.TickAll(Now);
        for (var i = 0; i < 20; i++) rig.Write(0, Now, "no json"u8.ToArray());
        await rig.FlushAsync();
        var faults = 1;
        rig.Store.OnCommit = _ => faults-- > 0 ? CommitFault.Fatal : CommitFault.None;
        await using (var crashing = rig.Start())
        {
            await Task.WhenAny(crashing.Running);
            rig.Forget(crashing);
        }

        rig.Start();
        await rig.CompleteAsync();
        var places = rig.Read("signals.dead").ConvertAll(record => Encoding.ASCII.GetString(record.Message.Headers.GetLastBytes("offset")));
        Assert.Equal(20, places.Distinct().Count());
        Assert.True(places.Count > 20, $"{places.Count}");
        Assert.Equal(new Totals(20, 0, 0, 0, 20, 0), rig.Store.Look(book => book.Totals));
    }

    private static string Signal(string? more = null, string service = "tiktok", long at = Now) =>
        $$"""{"id":"{{at}}","at":"{{RowIds.Time(at)}}","source":"web","kind":"report","service":"{{service}}"{{(more is null ? "" : ",")}}{{more}}}""";
}
