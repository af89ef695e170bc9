namespace SignalDetect.Simulation;

/// <summary>What people write. <c>{0}</c> is a service, <c>{1}</c> another one.</summary>
internal static class Posts
{
    private static readonly string[] Outages =
    [
        "is {0} down for anyone else?", "{0} is down again", "{0} not working for me", "{0} isn't working", "anyone else having problems with {0}? it's down",
        "why is {0} not loading", "{0} won't load on my phone", "{0} keeps crashing, not working at all", "ugh {0} down", "{0} outage??",
    ];

    private static readonly string[] Failing =
    [
        "#TikTokDown", "tiktok is down and so is my evening #TikTokDown", "is tiktok down or is it just me", "tiktok not working, feed won't refresh",
        "my tiktok upload is stuck in review, tiktok down?", "zero views on everything, TikTok is broken", "TikTok down in Dallas", "tiktok won't load",
        "tiktok search is not working", "can't upload to tiktok, anyone else? #tiktokdown", "TikTok isn't working at all", "tiktok comments not loading",
        "TikTok outage is real, for you page is the same ten videos", "can't log in to tiktok, is it down?", "tik tok down again",
    ];

    private static readonly string[] FailingElsewhere =
    [
        "TikTok no funciona", "se cayó TikTok #TikTokCaido", "TikTok caiu? não carrega #tiktokcaiu", "TikTok geht nicht", "TikTok ne marche pas", "#TikTokCaido",
        "TikTok funktioniert nicht", "TikTok çöktü", "TikTokが落ちてる", "TikTok non funziona",
    ];

    private static readonly string[] Chatter =
    [
        "just saw the funniest video on {0}", "new playlist, link on {0}", "follow me on {0}", "{0} ads are getting out of hand", "how do I change my password on {0}",
        "my mum discovered {0}", "remember when {0} was fun", "spent three hours on {0} today", "{0} update looks nice",
    ];

    private static readonly string[] News =
    [
        "TikTok outage: what we know so far, reports say", "Report: TikTok says power outage at US data center is behind outage", "Breaking: TikTok outage hits users across the US, Reuters reports",
        "TikTok users report outage days after joint venture, according to Downdetector",
    ];

    private static readonly string[] Both =
        ["{0} and {1} are both down for me", "{0} and {1} down??", "neither {0} nor {1} working, both are down", "{0} is down so I'm on {1} now", "{0} down, {1} works fine"];

    private static readonly string[] Nameless =
        ["why is everything broken today", "anyone else's internet acting up?", "app won't open, great", "ok who broke it this time", "servers down again?"];

    /// <summary>A post about an outage of a service.</summary>
    public static string Outage(Chance chance, string service) => Fill(chance.Of<string>(Outages), Spelled(chance, service));

    /// <summary>A post about the outage that is replayed.</summary>
    public static string OfFailing(Chance chance) => chance.In(.07) ? chance.Of<string>(FailingElsewhere) : chance.In(.3) ? Failing[0] : chance.Of<string>(Failing);

    /// <summary>A post that names a service and says nothing of an outage.</summary>
    public static string OfDaily(Chance chance, string service) => Fill(chance.Of<string>(Chatter), service);

    /// <summary>A post that repeats the news.</summary>
    public static string OfNews(Chance chance) => chance.Of<string>(News);

    /// <summary>A post that names two services.</summary>
    public static string OfTwo(Chance chance, string one, string other) => Fill(chance.Of<string>(Both), one, other);

    /// <summary>A post that names none.</summary>
    public static string OfNone(Chance chance) => chance.Of<string>(Nameless);

    private static string Spelled(Chance chance, string service) => chance.In(.6) ? service.ToLowerInvariant() : service;

    private static string Fill(string form, string service, string other = "") =>
        form.Replace("{0}", service, StringComparison.Ordinal).Replace("{1}", other, StringComparison.Ordinal);
}
