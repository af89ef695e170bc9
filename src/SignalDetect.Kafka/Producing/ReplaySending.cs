using SignalDetect.Core.Signals;

namespace SignalDetect.Kafka.Producing;

/// <summary>Sends the steps of a replay, each when it is due.</summary>
internal sealed class ReplaySending(RecordFlow flow, ReplayRecords records, ReplayPace pace)
{
    private bool begun;

    /// <summary>How far it has come.</summary>
    public ProduceProgress Progress { get; private set; }

    /// <summary>Sends steps and takes them off the list.</summary>
    public async ValueTask SendAsync(List<ReplayStep> steps, CancellationToken cancel)
    {
        foreach (var step in steps)
        {
            await pace.WaitAsync(step.Time, cancel).ConfigureAwait(false);
            if (step.Line is null) await TickAsync(step.Time, cancel).ConfigureAwait(false);
            else await LineAsync(step, cancel).ConfigureAwait(false);
        }

        steps.Clear();
    }

    private async ValueTask LineAsync(ReplayStep step, CancellationToken cancel)
    {
        await flow.SendAsync(records.Line(step), cancel).ConfigureAwait(false);
        Progress = Progress with { Lines = Progress.Lines + 1, Bytes = Progress.Bytes + step.Line!.Length, Time = step.Time };
    }

    private async ValueTask TickAsync(long time, CancellationToken cancel)
    {
        foreach (var tick in records.Ticks(time))
        {
            await flow.SendAsync(tick, cancel).ConfigureAwait(false);
            Progress = Progress with { Ticks = Progress.Ticks + 1, Time = time };
        }

        if (begun) return;
        begun = true;
        // Every partition knows when the replay begins before any of them has something to say of it.
        await flow.FinishAsync(cancel).ConfigureAwait(false);
    }
}
