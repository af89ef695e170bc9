using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

[Collection(Measurements.Alone)]
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_OfAStory_AreTheSumsCommitted()
    {
        using var measured = new Measurements();
        await using var rig = new Rig(2);
        await rig.PlayAsync(Stories.Surge);
        rig.Start();
        await rig.CompleteAsync();
        var totals = rig.Store.Look(book => book.Totals);
        await Eventually.IsTrueAsync(() => Signals("sent") == totals.Sent, () => $"{totals}");

        Assert.Equal(
            (totals.Sent, totals.Extra, totals.Counted, totals.Duplicate, totals.Dead, totals.Unmatched),
            (Signals("sent"), Signals("extra"), Signals("counted"), Signals("duplicate"), Signals("dead"), Signals("unmatched")));
        string[] reasons = ["not-json", "missing-field", "unknown-service", "late"];
        Assert.All(reasons, reason => Assert.True(Dead(reason) > 0, reason));
        Assert.Equal(totals.Dead, reasons.Sum(Dead));
        Assert.Equal(rig.Store.Commits.Count, measured["signaldetect_commits_total"]);
        await Eventually.IsTrueAsync(() => Lag(0) == 0 && Lag(1) == 0, () => $"{Lag(0)} {Lag(1)}", measured.Observe);

        long Signals(string outcome) => measured[$"signaldetect_signals_total {outcome}"];
        long Dead(string reason) => measured[$"signaldetect_dead_letters_total {reason}"];
        long Lag(int partition) => measured[$"signaldetect_lag_records {partition}"];
    }
}
