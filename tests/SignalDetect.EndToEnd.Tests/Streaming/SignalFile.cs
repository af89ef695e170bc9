using SignalDetect.Configuration;
using SignalDetect.Core.Pipeline;
using SignalDetect.Simulation;
using SignalDetect.Testing;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>The signals that the runs are compared on.</summary>
internal static class SignalFile
{
    private const int Seed = 20260105;
    private const int Minutes = 480;

    /// <summary>The speed at which the story takes so long to send: so many times its own time.</summary>
    public static double SpeedFor(TimeSpan sending) => TimeSpan.FromMinutes(Minutes) / sending;

    /// <summary>The time of the story at which a share of it is over, as rows have it.</summary>
    public static string Moment(double share) => RowIds.Time(SignalStory.Monday + (long)(share * Minutes * 60_000));

    /// <summary>Some hours with a surge, and all that goes wrong on the way; the lines in the order in which they arrive.</summary>
    public static IEnumerable<byte[]> Story() => Tell().Lines();

    /// <summary>The demo's days.</summary>
    public static IEnumerable<byte[]> Demo() => new OutageReplay(PipelineParts.Catalogue(null, "models")).Lines();

    private static SignalStory Tell()
    {
        var story = new SignalStory(Seed, SignalStory.Monday)
            .Reports("tiktok", 0, Minutes, 6).Reports("instagram", 0, Minutes, 5).Reports("youtube", 0, Minutes, 4).Reports("x", 0, Minutes, 3).Reports("spotify", 0, Minutes, 2).Reports("aws", 0, Minutes, .3)
            .Posts("Tik Tok is down again", 0, Minutes, .3).Posts("instagram and whatsapp both down", 0, Minutes, .4).Posts("nice weather today", 0, Minutes, .6).Posts("love my new spotify playlist", 0, Minutes, .5)
            .Reports("tiktok", 360, 35, 90, feature: "upload").Posts("tiktok down?", 361, 30, 20).Reports("youtube", 300, 3, 12)
            .Repeat(.02).Delay(.04, 400);
        for (var minute = 5; minute < Minutes; minute += 9)
        {
            var at = $"2026-01-05T{minute / 60:D2}:{minute % 60:D2}:30Z";
            story.Raw(minute, "not json").Raw(minute, "").Raw(minute, """{"id":"a","kind":"report"}""")
                .Raw(minute, $$"""{"id":"n{{minute}}","at":"{{at}}","source":"web","kind":"report","service":"nobody"}""")
                .Raw(minute, $$"""{"id":"c{{minute}}","at":"{{at}}","source":"search","kind":"count","service":"youtube","count":{{minute % 7 + 1}}}""")
                .Raw(minute, $$"""{"id":"w{{minute}}","at":"{{at}}","source":"app","kind":"works","service":"tiktok","reporter":"w{{minute}}"}""")
                .Raw(minute, $$"""{"id":"p{{minute}}","at":"{{at}}","source":"probe","kind":"probe","service":"tiktok","state":"{{(minute is > 360 and < 400 ? "down" : "up")}}"}""")
                .Raw(minute, $$"""{"id":"f{{minute}}","at":"{{at}}","source":"web","kind":"report","service":"x","count":"many"}""");
        }

        return story.Raw(380, """{"id":"o1","at":"2026-01-05T06:20:00Z","source":"status","kind":"official","service":"tiktok","state":"acknowledged"}""")
            .Raw(420, """{"id":"o2","at":"2026-01-05T07:00:00Z","source":"status","kind":"official","service":"tiktok","state":"resolved"}""");
    }
}
