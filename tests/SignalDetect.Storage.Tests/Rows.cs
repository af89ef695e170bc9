using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

/// <summary>Rows and commits to store; what a test is about is set with <c>with</c>.</summary>
internal static class Rows
{
    public const string Pipeline = "test";

    /// <summary>2026-01-25T00:00:00Z, a Sunday.</summary>
    public const long Start = 1769299200000;

    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    public static PartitionKey Key(int partition = 0) => new(Pipeline, "signals", partition);

    public static PartitionCommit Commit(this StoredPartition taken, long offset, int partition = 0) => new(
        Key(partition), taken.Epoch, offset, null, Start, false, taken.Totals, [], [], [], [], []);

    public static DetectionRow Detection(string id, string service = "tiktok") => new(
        id, Pipeline, service, service + "/feature=upload", "spike", "tail", Start, 60, 41, 5.25, 0, 12.5, 0.97, 1.5e-9, "i1", """{"why":"41 > 12.5"}""");

    public static IncidentRow Incident(string id, int revision, string state = "suspected") => new(
        id, revision, Pipeline, "tiktok", state, "major", Start - 2 * Minute, Start, null, null, null, null, Start + Minute, 41.5, 5.25, 17,
        """["upload"]""", """["US","US-CA"]""", null, null, """{"cleared":"below 12.5"}""");

    public static IncidentEventRow Event(string id, int revision, string state = "suspected") => new(id, revision, Start, state, "41 reports, 5 expected");

    public static CountRow Count(string stream, long start, long count) => new(stream.Split('/')[0], stream, start, 60, count, count, 5.25, 0, 12.5, false);
}
