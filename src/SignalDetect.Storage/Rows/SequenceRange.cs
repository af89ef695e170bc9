using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Rows;

/// <summary>The numbers that one commit's rows and messages get, from the sequence whose row stays locked until the commit.</summary>
/// <param name="Last">The last number taken.</param>
/// <param name="Commit">The commit that they are for.</param>
internal readonly record struct SequenceRange(long Last, PartitionCommit Commit)
{
    /// <summary>How many numbers a commit needs: one for each detection (also its message's), incident message and event.</summary>
    public static int Needed(PartitionCommit commit) => commit.Detections.Count + commit.Incidents.Count + commit.Events.Count;

    public long Detection(int index) => Last - Needed(Commit) + 1 + index;

    public long Incident(int index) => Detection(Commit.Detections.Count) + index;

    public long Event(int index) => Incident(Commit.Incidents.Count) + index;
}
