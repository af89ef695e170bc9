using System.Buffers;
using System.Threading.Channels;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest;

/// <summary>Bytes in a rented buffer, on their way to a file.</summary>
internal readonly record struct Chunk(byte[] Buffer, int Length)
{
    /// <summary>Where the rows in it stand in the whole run's scores; null where it is the whole run.</summary>
    public RowPlaces? Places { get; init; }

    /// <summary>A copy of the bytes.</summary>
    public static Chunk Of(ReadOnlySpan<byte> bytes)
    {
        var chunk = new Chunk(ArrayPool<byte>.Shared.Rent(bytes.Length), bytes.Length);
        bytes.CopyTo(chunk.Buffer);
        return chunk;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}

/// <summary>
/// Does the same work on many items, several at once, and hands on what each makes in the order of the items: the result is the same on any number of cores.
/// </summary>
internal static class OrderedWork
{
    /// <summary>Chunks that an item may be ahead of the file.</summary>
    private const int ChunksAhead = 24;

    private sealed record Running<T>(Task<T> Work, Channel<Chunk> Chunks);

    /// <summary>Works on all items.</summary>
    /// <param name="items">In the order of the output.</param>
    /// <param name="cores">So many at once.</param>
    /// <param name="work">Makes an item's chunks and its result.</param>
    /// <param name="write">Takes the chunks, one after the other.</param>
    /// <param name="cancel">Stops all.</param>
    /// <returns>The results in the order of the items.</returns>
    public static async Task<IReadOnlyList<TResult>> RunAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, int cores, Func<TItem, ChannelWriter<Chunk>, CancellationToken, Task<TResult>> work,
        Func<Chunk, CancellationToken, ValueTask> write, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var gate = new SemaphoreSlim(cores);
        var begun = Channel.CreateUnbounded<Running<TResult>>();
        var results = new List<TResult>(items.Count);
        var beginning = BeginAsync(items, gate, work, begun.Writer, stop.Token);
        try
        {
            await foreach (var running in begun.Reader.ReadAllAsync(stop.Token))
            {
                await foreach (var chunk in running.Chunks.Reader.ReadAllAsync(stop.Token))
                {
                    await write(chunk, stop.Token);
                    chunk.Return();
                }

                results.Add(await running.Work);
            }

            return results;
        }
        finally
        {
            await stop.CancelAsync();
            await beginning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task BeginAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, SemaphoreSlim gate, Func<TItem, ChannelWriter<Chunk>, CancellationToken, Task<TResult>> work,
        ChannelWriter<Running<TResult>> begun, CancellationToken stop)
    {
        var all = new List<Task>();
        try
        {
            foreach (var item in items)
            {
                await gate.WaitAsync(stop);
                var chunks = Channel.CreateBounded<Chunk>(ChunksAhead);
                var task = Task.Run(() => WorkAsync(item, gate, chunks.Writer, work, stop), CancellationToken.None);
                all.Add(task);
                begun.TryWrite(new Running<TResult>(task, chunks));
            }
        }
        finally
        {
            begun.TryComplete();
            await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<TResult> WorkAsync<TItem, TResult>(
        TItem item, SemaphoreSlim gate, ChannelWriter<Chunk> chunks, Func<TItem, ChannelWriter<Chunk>, CancellationToken, Task<TResult>> work,
        CancellationToken stop)
    {
        try
        {
            return await work(item, chunks, stop);
        }
        finally
        {
            chunks.TryComplete();
            gate.Release();
        }
    }
}
