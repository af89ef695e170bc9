using System.IO.Compression;
using System.Text;
using SignalDetect.MLNet.Series;
using Xunit;

namespace SignalDetect.MLNet.Tests.Series;

public sealed class SavedModelTests
{
    private static readonly (string Name, string Content)[] Entries =
        [("TrainingInfo/Version.txt", "5.0.0"), ("TransformerChain/Model.key", ""), (@"TransformerChain\Transform_00000\Model.key", new string('x', 3000))];

    [Fact]
    public void Flatten_SameModelAtOtherTimes_IsTheSameBytes()
    {
        var (one, other) = (Zip(2001, CompressionLevel.Optimal), Zip(2020, CompressionLevel.NoCompression));

        Assert.NotEqual(one.ToArray(), other.ToArray());
        Assert.Equal(SavedModel.Flatten(one), SavedModel.Flatten(other));
    }

    [Fact]
    public void Unflatten_Flat_HasTheEntriesInTheirOrder()
    {
        var flat = SavedModel.Flatten(Zip(2010, CompressionLevel.Optimal));

        using var zip = SavedModel.Unflatten(flat);

        Assert.Equal(0, zip.Position);
        Assert.Equal(flat, SavedModel.Flatten(zip));
        using var archive = new ZipArchive(zip);
        Assert.Equal(Entries, archive.Entries.Select(entry => (entry.FullName, new StreamReader(entry.Open()).ReadToEnd())));
    }

    [Fact]
    public void Pack_AnyBytes_ComeBackFromFiniteNumbers()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        for (var length = 0; length < 40; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            if (length % 2 == 0) Array.Fill(bytes, byte.MaxValue);
            var numbers = new double[(length + 5) / 6];
            SeriesLayout.Pack(bytes, numbers);
            Assert.All(numbers, number => Assert.True(number is >= 0 and < 1L << 48, $"seed {Seed}"));
            Assert.Equal(bytes, SeriesLayout.Unpack(numbers, length));
        }
    }

    private static MemoryStream Zip(int year, CompressionLevel level)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Entries)
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var open = entry.Open();
                open.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        zip.Position = 0;
        return zip;
    }
}
