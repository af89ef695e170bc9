using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Tests.Detectors;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Incidents;

/// <summary>What is said of thresholds holds of the tracker itself, whatever the thresholds are.</summary>
public sealed class AlarmReachTests
{
    private static readonly Preset Preset = Preset.Load(Repository.File("models/presets/default.json")) with { Witnesses = [] };

    [Theory]
    [InlineData(60, false, 0.5)]
    [InlineData(60, false, 1.3)]
    [InlineData(1200, false, 0.4)]
    [InlineData(1200, false, 1)]
    [InlineData(1200, false, 1.7)]
    [InlineData(60, true, 0.5)]
    [InlineData(60, true, 1)]
    public void See_AtTheseThresholds_TellsWhichWindowsConfirm(int step, bool isService, double thresholds)
    {
        var detector = new StreamDetector(Preset, step);
        var stream = new MadeStream(detector);
        var tracker = new IncidentTracker(new TrackedService("test", "made", step, Preset.Primary, detector.AlarmEvidence, [], thresholds), Preset.Incident);
        var (reach, rows, random, people) = (new AlarmReach(detector, isService), new RowSink(), new Random(91), new Queue<double>());
        var (alarms, burst, size) = (0, 0, 1.0);
        for (var i = 0; i < 30_000; i++)
        {
            if (burst-- <= 0 && random.Next(isService ? 2500 : 250) == 0) (burst, size) = (random.Next(1, 8), 1.5 + 6 * random.NextDouble());
            var (start, value) = (stream.Time * 1000, MadeStream.Count(random, 12 * (burst > 0 ? size : 1)));
            var (fast, profile) = (stream.Fast.ToArray(), stream.Profile.ToArray());
            var judged = stream.Next(value);
            var held = detector.Advance(new StreamWindow(fast, profile, start / 1000, value, Thresholds: thresholds));
            people.Enqueue(value);
            if (people.Count > 600 / step) people.Dequeue();
            if (double.IsNaN(judged.Expected)) continue;
            var window = new JudgedWindow(start + step * 1000, start, Phase.End, value, true, null, 0, judged);
            var most = reach.See(window);
            var before = tracker.State;
            var changes = rows.Events.Count;
            tracker.Observe(window with { Judgement = held, Reporters = isService ? (long)people.Sum() : null }, [], rows);
            var confirmed = rows.Events.Skip(changes).Any(row => row.State == "confirmed" && row.Note is "lasting" or "overwhelming");
            if (rows.Events.LastOrDefault(row => row.State == "resolved") is { } past && window.At - past.At <= Preset.Incident.Remember * 1000L) continue;   // what comes again is set aside
            if (confirmed) alarms++;
            if (confirmed) Assert.True(most >= thresholds, $"window {i} confirmed at {thresholds}, said to do so up to {most}");
            if (most >= thresholds && before is IncidentState.None or IncidentState.Suspected) Assert.True(tracker.State == IncidentState.Confirmed, $"window {i} did not confirm at {thresholds}, said to do so up to {most}");
        }

        Assert.InRange(alarms, 1, 300);
    }

    [Fact]
    public void Advance_AtOtherThresholds_LearnsTheSameAndScoresAHalfAtTheThreshold()
    {
        var detector = new StreamDetector(Preset, 300);
        var (stream, random) = (new MadeStream(detector), new Random(5));
        for (var i = 0; i < 2000; i++) stream.Next(MadeStream.Count(random, 20));
        var (usual, other) = (stream.Copy(), stream.Copy());
        var one = detector.Advance(new StreamWindow(usual.Fast, usual.Profile, usual.Time, 90));
        var two = detector.Advance(new StreamWindow(other.Fast, other.Profile, other.Time, 90, Thresholds: 2));

        Assert.Equal(usual.Fast, other.Fast);
        Assert.Equal((one.Evidence, one.PValue, one.Expected), (two.Evidence, two.PValue, two.Expected));
        Assert.Equal(one.Score / (1 - one.Score), 2 * two.Score / (1 - two.Score), 9);
        Assert.True(one.Raised);
        Assert.Equal(two.Score >= .5, two.Raised);
    }
}
