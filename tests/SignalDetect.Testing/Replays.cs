using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Testing;

/// <summary>Where a producer puts what it sends.</summary>
public enum Placement
{
    /// <summary>In the home of the service that the line names.</summary>
    Home,

    /// <summary>In a partition by another hash of the service.</summary>
    OtherHash,

    /// <summary>In the partitions in turn, without a key.</summary>
    InTurn,
}

/// <summary>Plays lines as a replay does.</summary>
public static class Replays
{
    /// <summary>All steps of a replay, in order.</summary>
    public static IReadOnlyList<ReplayStep> Steps(PipelineSetup setup, IEnumerable<byte[]> lines)
    {
        var replay = new Replay(setup.Catalogue, (long)setup.Lateness.TotalMilliseconds);
        var steps = new List<ReplayStep>();
        foreach (var line in lines) replay.Add(line, steps);
        replay.End(0, steps);
        return steps;
    }

    /// <summary>Writes all lines and their ticks into a cluster of logs.</summary>
    public static void Play(LogCluster cluster, PipelineSetup setup, IEnumerable<byte[]> lines, int partitions, Placement placement)
    {
        var turn = 0;
        foreach (var step in Steps(setup, lines))
        {
            if (step.Line is null) cluster.TickAll(step.Time);
            else cluster.Append(Place(step), step.Time, step.Line);
        }

        int Place(ReplayStep step)
        {
            if (placement == Placement.InTurn || step.Service < 0) return turn++ % partitions;
            var id = Encoding.UTF8.GetBytes(setup.Catalogue.Services[step.Service].Id);
            return placement == Placement.Home ? HomePartition.Of(id, partitions) : id.Sum(one => one) % partitions;
        }
    }
}
