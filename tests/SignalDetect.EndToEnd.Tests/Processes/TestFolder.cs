namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>A folder for one test's files, gone with it.</summary>
internal sealed class TestFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("signaldetect-test-").FullName;

    /// <summary>The full path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes lines into a file in it.</summary>
    /// <returns>The file's full path.</returns>
    public string Write(string name, IEnumerable<byte[]> lines)
    {
        using var file = System.IO.File.Create(File(name));
        foreach (var line in lines)
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }

        return File(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
