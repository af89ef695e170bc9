using Confluent.Kafka;

namespace SignalDetect.Kafka.Clients;

/// <summary>Waits until every record of a group is delivered or has failed.</summary>
internal sealed class Deliveries(int count)
{
    private readonly long[] offsets = new long[count];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = count;
    private Error? error;

    /// <summary>Where in their logs the records stand, in the order in which they were sent.</summary>
    public IReadOnlyList<long> Offsets => offsets;

    /// <summary>Completes when all have been reported.</summary>
    public Task Done => done.Task;

    /// <summary>The first failure; null where there is none.</summary>
    public Error? Error => Volatile.Read(ref error);

    /// <summary>The last so many records were not sent.</summary>
    /// <param name="refusal">Why, where that is a failure.</param>
    public void Omit(int records, Error? refusal)
    {
        if (refusal is not null) Interlocked.CompareExchange(ref error, refusal, null);
        if (Interlocked.Add(ref left, -records) == 0) done.TrySetResult();
    }

    /// <summary>A record's report has come.</summary>
    public void Report(int index, Error result, long offset)
    {
        offsets[index] = offset;
        if (result.IsError) Interlocked.CompareExchange(ref error, result, null);
        if (Interlocked.Decrement(ref left) == 0) done.TrySetResult();
    }
}
