using SignalDetect.Core.Detectors.MLNet.RootCauses;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors.RootCauses;

public sealed class RootCauseAnalysisTests
{
    private const string All = "*";

    [Fact]
    public void Localize_OneRegionDown_NamesIt()
    {
        var causes = new RootCauseAnalysis(threshold: .5).Localize(Grid(down: "eu", withChildren: true));

        Assert.Equal("region=eu service=*", Text(causes[0].Items.Single()));
        Assert.Equal(Direction.Down, causes[0].Items[0].Direction);
        Assert.Equal(["region"], causes[0].Items[0].Path);
        Assert.InRange(causes[0].Items[0].Score, .25, .5);   // it makes up all of the anomaly, which is a half by itself
    }

    [Fact]
    public void Localize_AggregateThatIsNotGiven_IsMadeFromAllLeaves()
    {
        // Only leaves and the whole are given. ML.NET takes the last leaf of the region for the region.
        var anomaly = Grid(down: "eu", withChildren: false);

        var right = new RootCauseAnalysis(threshold: .5).Localize(anomaly)[0].Items;
        var compatible = new RootCauseAnalysis(threshold: .5, mlNetCompatible: true).Localize(anomaly)[0].Items;

        Assert.Equal(["region=eu service=*", "region=eu service=*"], right.Select(Text));
        Assert.Equal(right.Select(Text), compatible.Select(Text));
        Assert.All(right.Zip(compatible), pair => Assert.True(pair.First.Score > pair.Second.Score + .1, $"{pair.First.Score} {pair.Second.Score}"));
    }

    [Fact]
    public void Localize_SameAnomalyInAnyOrderOfPoints_SaysTheSame()
    {
        var anomaly = Grid(down: "us", withChildren: true);
        var turned = anomaly with { Points = [.. anomaly.Points.Reverse()] };
        var analysis = new RootCauseAnalysis(threshold: .5);

        Assert.Equal(analysis.Localize(anomaly)[0].Items.Select(Text), analysis.Localize(turned)[0].Items.Select(Text));
    }

    [Fact]
    public void Localize_NothingToSay_SaysNothing()
    {
        var analysis = new RootCauseAnalysis();

        Assert.Empty(analysis.Localize(new([], Dimensions(All, All), All)).Single().Items);
        Assert.Empty(analysis.Localize(new([Point(All, All, 10, 10, false)], Dimensions(All, All), All)).Single().Items);
        Assert.Empty(analysis.Localize(new([Point("eu", "a", 10, 90, true)], Dimensions("eu", "a"), All)));
    }

    [Fact]
    public void Localize_PointWithoutADimension_SaysWhich()
    {
        var point = new MetricPoint(1, 2, -1, true, new Dictionary<string, string> { ["region"] = "eu" });

        var refused = Assert.Throws<ArgumentException>(() => new RootCauseAnalysis().Localize(new([point], Dimensions(All, All), All)));

        Assert.Contains("'service'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-.1, .5)]
    [InlineData(double.NaN, .5)]
    [InlineData(.5, 1.1)]
    public void Analysis_NumberOutsideItsRange_IsRefused(double beta, double threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RootCauseAnalysis(beta, threshold));

    private static AnomalyToExplain Grid(string down, bool withChildren)
    {
        string[] regions = ["eu", "us", "jp", "br"], services = ["a", "b"];
        var leaves = (from region in regions from service in services select Point(region, service, region == down ? 20 + service[0] % 2 : 100, 100, region == down)).ToList();
        var points = new List<MetricPoint>(leaves);
        if (withChildren)
        {
            points.AddRange(regions.Select(region => Sum(leaves, region, All, region == down)));
            points.AddRange(services.Select(service => Sum(leaves, All, service, true)));
        }

        return new([.. points, Sum(leaves, All, All, true)], Dimensions(All, All), All, Aggregation.Sum);
    }

    private static MetricPoint Sum(IEnumerable<MetricPoint> leaves, string region, string service, bool anomaly)
    {
        var below = leaves.Where(leaf => (region == All || leaf.Dimensions["region"] == region) && (service == All || leaf.Dimensions["service"] == service)).ToList();
        return Point(region, service, below.Sum(leaf => leaf.Value), below.Sum(leaf => leaf.Expected), anomaly);
    }

    private static MetricPoint Point(string region, string service, double value, double expected, bool anomaly) =>
        new(value, expected, value - expected, anomaly, Dimensions(region, service));

    private static Dictionary<string, string> Dimensions(string region, string service) => new() { ["region"] = region, ["service"] = service };

    private static string Text(RootCauseItem item) => $"region={item.Dimensions["region"]} service={item.Dimensions["service"]}";
}
