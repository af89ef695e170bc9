using System.Buffers;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Shards;

/// <summary>Puts the rows of all shards' scores into the order of the whole run's, chunk by chunk: memory does not grow with their number.</summary>
/// <param name="parts">The shards.</param>
/// <param name="to">Takes the scores.</param>
internal sealed class ScoresMerge(IReadOnlyList<PartScores> parts, ScoresFile to)
{
    private readonly ArrayBufferWriter<byte> chunk = new(1 << 16);
    private readonly List<(RowSpan Span, PartScores Part, int Start)> spans = [];

    /// <summary>Merges them all.</summary>
    /// <param name="done">Told the number of rows of each chunk.</param>
    /// <param name="cancel">Stops between chunks.</param>
    /// <exception cref="BadInputException">They do not fit together.</exception>
    public async Task RunAsync(Action<long> done, CancellationToken cancel)
    {
        await to.WriteAsync(to.Header, cancel);
        foreach (var part in parts) part.Advance();
        while (Next() is { } next)
        {
            cancel.ThrowIfCancellationRequested();
            done(Gather(next));
            var packed = to.Form.Pack(chunk.WrittenSpan);
            await to.WriteAsync(packed, cancel);
            packed.Return();
        }
    }

    private (int File, int Chunk)? Next()
    {
        (int File, int Chunk)? least = null;
        foreach (var part in parts)
            if (part.Next is { } next && (least is not { } known || (next.File, next.Chunk).CompareTo(known) < 0)) least = (next.File, next.Chunk);
        return least;
    }

    /// <summary>Puts the rows of a chunk into their order.</summary>
    /// <returns>How many they are.</returns>
    private long Gather((int File, int Chunk) which)
    {
        spans.Clear();
        chunk.ResetWrittenCount();
        foreach (var part in parts)
        {
            if (part.Next is not { } next || (next.File, next.Chunk) != which) continue;
            var start = 0;
            foreach (var span in next.Spans)
            {
                spans.Add((span, part, start));
                start += span.Bytes;
            }
        }

        spans.Sort(static (one, other) => one.Span.Place.CompareTo(other.Span.Place));
        var (rows, reached) = (0L, long.MinValue);
        foreach (var (span, part, start) in spans)
        {
            if (span.Place < reached) throw part.Damaged();
            chunk.Write(part.Text(start, span.Bytes));
            (rows, reached) = (rows + span.Rows, span.Place + span.Rows);
        }

        foreach (var part in parts)
            if (part.Next is { } next && (next.File, next.Chunk) == which) part.Advance();
        return rows;
    }
}
