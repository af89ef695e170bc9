using System.Buffers;
using System.Text;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalAllocationTests
{
    private const int Count = 10_000;

    [Fact]
    public void Read_OfUsualSignals_AllocatesNothing()
    {
        byte[][] lines =
        [
            Usual("report", """ "service":"tiktok","feature":"upload","region":"US-CA","device":"ios","reporter":"r-8271635" """),
            Usual("report", """ "service":"Tik Tok","feature":"fyp","region":"us","device":"iPhone","reporter":"r\u002d1" """),
            Usual("works", """ "service":"instagram" """),
            Usual("count", """ "service":"google-cloud","count":250 """),
            Usual("probe", """ "service":"gmail","state":"up" """),
            Usual("mention", """ "text":"is TikTok down for anyone else?? my fyp won't load 😩 #tiktokdown" """),
            Usual("mention", """ "text":"insta AND whatsapp both down\nonly tiktok works", "region":"DE" """),
            Usual("mention", """ "text":"снова не грузит тикток", "service":"tiktok" """),
            Usual("tick", """ "extra":{"a":[1,2,{}]} """),
            Usual("report", """ "service":"nobody" """),
            "not json"u8.ToArray(),
        ];
        SignalReader reader = new(Models.Catalogue, Models.Matcher, 120_000);
        ArrayBufferWriter<byte> written = new(65_536);
        Run(reader, lines, written);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(reader, lines, written);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(SignalReader reader, byte[][] lines, ArrayBufferWriter<byte> written)
    {
        for (int i = 0; i < Count; i++)
        {
            reader.Read(lines[i % lines.Length], 1769342400000, 1769342400000, forwarded: false);
            written.ResetWrittenCount();
            for (int part = 0; part < reader.Parts.Length; part++) reader.WriteForward(written, part);
        }
    }

    private static byte[] Usual(string kind, string rest) =>
        Encoding.UTF8.GetBytes($$"""{"id":"a-000012345","at":"2026-01-25T11:59:59.500Z","source":"web","kind":"{{kind}}",{{rest}}}""");
}
