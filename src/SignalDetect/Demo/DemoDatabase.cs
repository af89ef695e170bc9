using SignalDetect.Configuration;

namespace SignalDetect.Demo;

/// <summary>The demo's SQLite file: one of its own that is removed at the end, or one to keep.</summary>
internal sealed class DemoDatabase : IDisposable
{
    private readonly string? folder;

    /// <param name="keep">A file that is not there yet; null for one that is removed.</param>
    /// <exception cref="ConfigurationException">The file is there already.</exception>
    public DemoDatabase(string? keep)
    {
        if (keep is not null && File.Exists(keep)) throw new ConfigurationException($"--database {keep}: is there already; the demo needs a new file");
        folder = keep is null ? Directory.CreateTempSubdirectory("signaldetect-demo-").FullName : null;
        Path = keep ?? System.IO.Path.Combine(folder!, "demo.db");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
