using System.IO.Compression;
using SignalDetect.Testing;

namespace SignalDetect.Core.Tests.Golden;

/// <summary>Recorded outputs beside this file; its README says how they were made.</summary>
internal static class GoldenFile
{
    /// <summary>The unpacked text of one of them.</summary>
    public static string Read(string name)
    {
        using var packed = new GZipStream(File.OpenRead(Repository.File("tests/SignalDetect.Core.Tests/Golden/" + name)), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        return text.ReadToEnd();
    }
}
