using System.IO.Compression;

namespace SignalDetect.Backtest;

/// <summary>Opens an input, unpacking what ends with <c>.gz</c>.</summary>
internal static class InputFile
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
