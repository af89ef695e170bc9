using System.Globalization;
using SignalDetect.Core.Pipeline;
using SignalDetect.EndToEnd.Tests.Processes;
using SignalDetect.Kafka.Tests;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class KcatTests(ITestOutputHelper log) : IDisposable
{
    private readonly TestFolder folder = new();
    private int nextId;

    public void Dispose() => folder.Dispose();

    [KcatFact]
    public async Task Kcat_SignalsOfNowHoweverSent_AreCountedAsTimeGoesOn()
    {
        await using var cluster = await Cluster.StartAsync(folder.Path);
        cluster.Run();
        var begun = TimeProvider.System.GetTimestamp();

        // Kcat places keys by another hash than the service expects, and what has none anywhere.
        await Kcat.ProduceAsync(cluster.Bootstrap, Lines(20, () => $"tiktok|{Report("tiktok")}") + Lines(7, () => $"spotify|{Report("spotify")}"), "-K", "|");
        await Kcat.ProduceAsync(cluster.Bootstrap, Lines(9, () => Report("Instagram")) + Lines(5, () => Mention("is WhatsApp down for anyone else?")));
        await Kcat.ProduceAsync(cluster.Bootstrap, Lines(6, () => Mention("tiktok and snapchat are down")), "-p", "3");
        var twice = Report("youtube");
        await Kcat.ProduceAsync(cluster.Bootstrap, $"youtube|{Report("youtube")}\n{Report("youtube")}\n{twice}\n\n{twice}", "-K", "|", "-D", "#", "-H", "sender=kcat");

        await CountedAsync(cluster, ("tiktok", 26), ("spotify", 7), ("instagram", 9), ("whatsapp", 5), ("snapchat", 6), ("youtube", 3));
        log.WriteLine($"all counted after {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F0} s");
        Assert.Equal(new Totals(Sent: 20 + 7 + 9 + 5 + 6 + 4, Extra: 6, Counted: 56, Duplicate: 1, Dead: 0, Unmatched: 0), cluster.Rows.Totals());
        if (!Extent.IsWhole) return;

        await Deadline.UntilAsync(() => cluster.Rows.Number("SELECT COUNT(*) FROM Counts WHERE Final = 0") == 0, () => $"Windows do not become final.\n{cluster.Service}", 2 * Deadline.Standard);
        log.WriteLine($"all final after {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F0} s");
    }

    private static Task CountedAsync(Cluster cluster, params (string Service, long Count)[] expected) => Deadline.UntilAsync(
        () => expected.All(one => Counted(cluster, one.Service) == one.Count),
        () => $"{string.Join(", ", expected.Select(one => $"{one.Service} {Counted(cluster, one.Service)}/{one.Count}"))}\n{cluster.Rows.Totals()}\n{cluster.Service}");

    private static long Counted(Cluster cluster, string service) => cluster.Rows.Number($"SELECT SUM(Count) FROM Counts WHERE Stream = '{service}'");

    private static string Lines(int count, Func<string> line) => string.Concat(Enumerable.Range(0, count).Select(_ => line() + "\n"));

    private string Report(string service) => $$"""{{{Start("web", "report")}},"service":"{{service}}","region":"US","reporter":"r{{nextId}}"}""";

    private string Mention(string text) => $$"""{{{Start("x", "mention")}},"text":"{{text}}"}""";

    private string Start(string source, string kind)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $"\"id\":\"k{nextId++}\",\"at\":\"{now}\",\"source\":\"{source}\",\"kind\":\"{kind}\"";
    }
}
