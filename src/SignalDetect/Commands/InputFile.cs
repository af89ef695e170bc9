using System.IO.Compression;
using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary>A file that is read from front to back, unpacked where its name ends in <c>.gz</c>.</summary>
internal sealed class InputFile : IAsyncDisposable
{
    private readonly FileStream file;

    private InputFile(FileStream file, Stream content) => (this.file, Content) = (file, content);

    /// <summary>The bytes.</summary>
    public Stream Content { get; }

    /// <summary>The part of the file that has been read, from 0 to 1.</summary>
    public double Part => file.Length == 0 ? 1 : (double)file.Position / file.Length;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ConfigurationException">It is not there, or cannot be read.</exception>
    public static InputFile Open(string path)
    {
        if (Directory.Exists(path)) throw new ConfigurationException($"--input {path}: is a folder, and must be a file of signals");
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
            return new InputFile(file, path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--input {path}: cannot be read ({cannot.Message})");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await file.DisposeAsync();
    }
}
