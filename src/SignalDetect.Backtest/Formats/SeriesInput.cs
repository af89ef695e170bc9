using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Formats;

/// <summary>The series that a path holds.</summary>
/// <param name="Files">Its files, in the order of the output.</param>
/// <param name="Labels">The labels that come along with it; null where its format has none.</param>
internal sealed record SeriesInput(IReadOnlyList<SeriesFile> Files, IReadOnlyList<Label>? Labels)
{
    /// <summary>Finds the files of a format at a path.</summary>
    /// <exception cref="BadInputException">There are none, or their labels do not fit.</exception>
    public static SeriesInput Of(InputFormat format, string path) => format switch
    {
        InputFormat.Nab => NabCheckout.Find(path),
        InputFormat.CloudUptime => UptimeArchive.Find(path),
        InputFormat.Downdetector => DowndetectorExport.Find(path),
        _ => new SeriesInput(SeriesFile.Of(path), null),
    };
}
