using System.IO.Compression;

namespace SignalDetect.MLNet.Series;

/// <summary>
/// ML.NET's saved model, a zip file whose entries carry the time of day, as bytes in which nothing but the model stands; and back. Layout: for each entry the
/// name and the content, each with its length in front.
/// </summary>
internal static class SavedModel
{
    /// <summary>The bytes of a zip file's entries, in its order.</summary>
    public static byte[] Flatten(Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        using var flat = new MemoryStream();
        using var writer = new BinaryWriter(flat);
        foreach (var entry in archive.Entries)
        {
            using var open = entry.Open();
            using var content = new MemoryStream();
            open.CopyTo(content);
            writer.Write(entry.FullName);
            writer.Write((int)content.Length);
            writer.Write(content.GetBuffer().AsSpan(0, (int)content.Length));
        }

        writer.Flush();
        return flat.ToArray();
    }

    /// <summary>A zip file with these entries, at its start.</summary>
    public static MemoryStream Unflatten(byte[] flat)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var reader = new BinaryReader(new MemoryStream(flat)))
        {
            while (reader.BaseStream.Position < flat.Length)
            {
                using var entry = archive.CreateEntry(reader.ReadString(), CompressionLevel.NoCompression).Open();
                entry.Write(reader.ReadBytes(reader.ReadInt32()));
            }
        }

        zip.Position = 0;
        return zip;
    }
}
