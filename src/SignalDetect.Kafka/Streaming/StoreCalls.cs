using Microsoft.Extensions.Logging;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Calls the store, and waits while it does not answer: the one place where that is tried again.</summary>
internal sealed class StoreCalls(IStore store, ILogger log, TimeProvider time)
{
    private readonly LogPace pace = new(time);

    /// <summary>Makes a call until it succeeds; what waiting does not mend is thrown.</summary>
    public async Task<T> CallAsync<T>(Func<IStore, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        var backoff = new Backoff();
        while (true)
        {
            try
            {
                return await call(store, cancel).ConfigureAwait(false);
            }
            catch (Exception failure) when (cancel.IsCancellationRequested || IsTransient(failure))
            {
                cancel.ThrowIfCancellationRequested();
                if (pace.IsDue()) log.WaitingForStore(failure.Message);
            }

            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }

    private bool IsTransient(Exception failure) =>
        failure is not (StoreNotReadyException or PartitionCountException) && store.Classify(failure) == StoreFailure.Transient;
}
