using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Shards;

/// <summary>Tells inputs apart by what every shard reads of them anyway: the names and sizes of all files, and the bytes of those that hold several streams.</summary>
internal static class InputDigest
{
    /// <summary>The digest of some files of series.</summary>
    public static async Task<string> OfAsync(IEnumerable<SeriesSurvey> surveys, CancellationToken cancel)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = new byte[sizeof(long)];
        foreach (var survey in surveys)
        {
            all.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(survey.File.Name)));
            BinaryPrimitives.WriteInt64LittleEndian(size, new FileInfo(survey.File.Path).Length);
            all.AppendData(size);
            if (survey.HasStreams) all.AppendData(await BytesAsync(survey.File.Path, cancel));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>The digest of one file.</summary>
    public static async Task<string> OfAsync(string path, CancellationToken cancel) => Convert.ToHexStringLower(await BytesAsync(path, cancel));

    private static async Task<byte[]> BytesAsync(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return await SHA256.HashDataAsync(file, cancel);
    }
}
