using System.Text.Json;
using SignalDetect.Backtest.Labels;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Labels;

public sealed class KnownOutagesTests
{
    private static readonly string Folder = Repository.File("models/outages");

    [Fact]
    public void Labels_Shipped_LoadAndAreAboutServicesOfTheCatalogue()
    {
        var services = JsonDocument.Parse(File.ReadAllBytes(Repository.File("models/services.json"))).RootElement.GetProperty("services")
            .EnumerateArray().Select(service => service.GetProperty("id").GetString()).ToHashSet();
        var labels = LabelFile.Read(Folder);

        Assert.All(labels, label => Assert.Contains(label.Stream, services));
        Assert.All(labels, label => Assert.False(string.IsNullOrEmpty(label.Source)));
        Assert.All(labels, label => Assert.NotNull(label.Certainty));
        // An announcement comes from a little before the earliest start, where the shutdown was announced, to a day later.
        Assert.All(labels.Where(label => label.Acknowledged is not null), label => Assert.InRange(label.Acknowledged!.Value - label.StartEarliest, 0, 24 * 3_600_000L));
        Assert.Equal(labels.Count, labels.Select(label => (label.Stream, label.Start)).Distinct().Count());
        Assert.Contains(labels, label => label.Certainty == Certainty.Low);
    }

    [Fact]
    public void Labels_Shipped_DoNotOverlapWithinAService()
    {
        foreach (var service in LabelFile.Read(Folder).GroupBy(label => label.Stream))
        {
            var inOrder = service.OrderBy(label => label.StartEarliest).ToArray();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.Over < pair.Second.StartEarliest, $"{pair.First} and {pair.Second}"));
        }
    }

    [Fact]
    public async Task Run_FolderOfLabels_HoldsTheRunAgainstThoseInItsTime()
    {
        using var folder = new RunFolder();
        // Counts of the 5th to the 18th of January 2026 with a surge of five hours from 15:15 of the 16th.
        var text = SeriesText.Csv(SeriesText.Counts(5, 4000, TimeSpan.FromMinutes(5), 40, (11 * 288 + 183, 60, 12)));
        var result = await folder.RunAsync(folder.Write("x.csv", text), options => options with { Labels = Folder });
        var labels = result.Measures.Labels!.Labels.Select(found => (found.Label.Stream, Caught: found.AlertedAt is not null)).ToArray();

        // X's outages of the 13th and the 16th lie in the series of the 5th to the 18th; the surge is that of the 16th.
        Assert.Equal([("x", false), ("x", true)], labels);
        Assert.Equal(1, result.Figures!.Acknowledged!.Before);
    }
}
