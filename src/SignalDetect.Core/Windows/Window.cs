using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Windows;

/// <summary>What one service showed in one minute, for its total and each value seen.</summary>
public sealed class Window(long start)
{
    private readonly SortedDictionary<StreamKey, Cell> cells = [];

    /// <summary>When it begins, Unix milliseconds.</summary>
    public long Start { get; } = start;

    /// <summary>Observations of the total that no reporter id tells apart: counted ones, and signals without a reporter.</summary>
    public long Anonymous { get; private set; }

    /// <summary>True when something was counted since <see cref="Written"/>, or <see cref="Touch"/> was called.</summary>
    public bool Changed { get; private set; }

    /// <summary>The streams counted here, in order.</summary>
    public IEnumerable<KeyValuePair<StreamKey, Cell>> Cells => cells;

    /// <summary>The count of a stream; 0 where nothing was counted.</summary>
    public long Count(StreamKey stream) => cells.TryGetValue(stream, out var cell) ? cell.Count : 0;

    /// <summary>The reporters of a stream, or null where nothing was counted.</summary>
    public ReporterSet? Reporters(StreamKey stream) => cells.TryGetValue(stream, out var cell) ? cell.Reporters : null;

    /// <summary>Counts one part under its kind, and, where it speaks of a fault, under the total, its feature, region and device.</summary>
    public void Add(in Part part)
    {
        Changed = true;
        Add(new StreamKey(Dimension.Kind, (int)part.Kind), part);
        if (part.Kind is not (SignalKind.Report or SignalKind.Mention or SignalKind.Count)) return;
        if (part.Reporter == 0) Anonymous += part.Count;
        Add(StreamKey.Total, part);
        if (part.Feature >= 0) Add(new StreamKey(Dimension.Feature, part.Feature), part);
        if (part.Region >= 0) Add(new StreamKey(Dimension.Region, part.Region), part);
        if (part.Device >= 0) Add(new StreamKey(Dimension.Device, part.Device), part);
    }

    /// <summary>Says that rows of this window have become others, whatever was counted.</summary>
    public void Touch() => Changed = true;

    /// <summary>Marks the rows of this window as written.</summary>
    public void Written() => Changed = false;

    /// <summary>Writes the window; <paramref name="key"/> writes a stream's key.</summary>
    public void Save(BinaryWriter to, Action<BinaryWriter, StreamKey> key)
    {
        to.Write(Start);
        to.Write(Anonymous);
        to.Write(cells.Count);
        foreach (var (stream, cell) in cells)
        {
            key(to, stream);
            to.Write(cell.Count);
            cell.Reporters.Save(to);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote; a stream whose key reads as null is left out.</summary>
    public static Window Load(BinaryReader from, Func<BinaryReader, StreamKey?> key)
    {
        var window = new Window(from.ReadInt64()) { Anonymous = from.ReadInt64(), Changed = true };
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var stream = key(from);
            var cell = new Cell { Count = from.ReadInt64(), Reporters = ReporterSet.Load(from) };
            if (stream is { } known) window.cells[known] = cell;
        }

        return window;
    }

    private void Add(StreamKey stream, in Part part)
    {
        if (!cells.TryGetValue(stream, out var cell)) cells.Add(stream, cell = new Cell());
        cell.Count += part.Count;
        cell.Reporters.Add(part.Reporter);
    }

    /// <summary>One stream's count and reporters in a window.</summary>
    public sealed class Cell
    {
        /// <summary>Observations.</summary>
        public long Count { get; internal set; }

        /// <summary>Who reported.</summary>
        public ReporterSet Reporters { get; internal init; } = new();
    }
}
