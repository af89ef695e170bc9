using SignalDetect.Backtest.Shards;

namespace SignalDetect.Backtest;

/// <summary>
/// The folder of a run's output. Files are written aside and take their places together at the end, so that an interrupted run leaves no half output; what it
/// left aside, the next run removes.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Aside = ".partial";

    /// <summary>Files that not every run writes.</summary>
    private static readonly string[] Sometimes = ["scores.csv", "scores.csv.gz", ShardPart.PlacesName, ShardPart.FileName];

    private readonly string folder;
    private readonly string aside;
    private readonly List<string> written = [];

    /// <exception cref="BadInputException">The path cannot be a folder.</exception>
    public OutputFolder(string folder)
    {
        if (File.Exists(folder)) throw new BadInputException($"{folder}: is a file; the output goes into a folder");
        this.folder = folder;
        aside = Path.Combine(folder, Aside);
        Remove();
        Directory.CreateDirectory(aside);
    }

    /// <summary>Begins a file.</summary>
    public FileStream Create(string name)
    {
        written.Add(name);
        return new FileStream(Path.Combine(aside, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>Begins a file for what waits to be written into another: it is no part of the output, and gone once it is closed.</summary>
    /// <param name="number">No two at once have the same one.</param>
    public FileStream CreateWaiting(int number) => new(
        Path.Combine(aside, FormattableString.Invariant($"waiting-{number}")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>
    /// Puts the files in their places, and removes what an earlier run left there beside them. Should the process end in the midst of it, each file is a whole one
    /// all the same, and the last is not there: where it is, all are of one run.
    /// </summary>
    public void Commit()
    {
        foreach (var name in (string[])[written[^1], .. Sometimes])
            if (name == written[^1] || !written.Contains(name)) File.Delete(Path.Combine(folder, name));
        foreach (var name in written) File.Move(Path.Combine(aside, name), Path.Combine(folder, name), overwrite: true);
        Remove();
    }

    /// <summary>Removes what did not get its place.</summary>
    public void Dispose() => Remove();

    private void Remove()
    {
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
    }
}
