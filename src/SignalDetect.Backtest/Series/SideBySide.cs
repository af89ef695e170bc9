using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Series;

/// <summary>A stream's rows in a block, and who judges them.</summary>
internal readonly record struct BlockStream(RowBlock Block, int Stream, SeriesRun Run);

/// <summary>Judges the rows of several streams of one detector side by side, each stream's in its own order.</summary>
internal static class SideBySide
{
    /// <summary>Streams that a detector judges at once.</summary>
    public const int Most = 8;

    /// <summary>Judges all rows that the blocks hold of up to <see cref="Most"/> streams.</summary>
    public static void Judge(ReadOnlySpan<BlockStream> few)
    {
        Span<int> next = stackalloc int[Most];
        Span<int> rows = stackalloc int[Most];
        Span<int> owners = stackalloc int[Most];
        var windows = new StreamWindow[few.Length];
        var judged = new StreamJudgement[few.Length];
        for (var i = 0; i < few.Length; i++) next[i] = few[i].Block.First(few[i].Stream);
        while (true)
        {
            var count = 0;
            for (var i = 0; i < few.Length; i++)
            {
                if (few[i].Block.Take(few[i].Stream, few[i].Run, ref next[i], out windows[count]) is not (>= 0 and var row)) continue;
                (rows[count], owners[count]) = (row, i);
                count++;
            }

            if (count == 0) return;
            few[0].Run.Detector.Advance(windows.AsSpan(0, count), judged);
            for (var i = 0; i < count; i++) few[owners[i]].Block.Follow(rows[i], few[owners[i]].Run, judged[i]);
        }
    }
}
