using System.Security.Cryptography;
using System.Text;

namespace SignalDetect.Storage.Schema;

/// <summary>One numbered step of a store's schema, as it stands in its <c>.sql</c> file.</summary>
/// <param name="Version">The number that its name begins with; steps are applied in this order.</param>
/// <param name="Name">The file's name without its ending, <c>0001_tables</c>.</param>
/// <param name="Sql">The file's text, lines ended by LF.</param>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, in hex: a file that was changed after it was applied is noticed by it.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All steps of the store with this folder, <c>Sqlite</c> or <c>SqlServer</c>, in order.</summary>
    public static IReadOnlyList<Migration> Load(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = folder + "/";
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               where resource.StartsWith(prefix, StringComparison.Ordinal)
               let name = Path.GetFileNameWithoutExtension(resource)
               let version = int.Parse(name.AsSpan(0, name.IndexOf('_')))
               orderby version
               select new Migration(version, name, Read(assembly.GetManifestResourceStream(resource)!)),
        ];
    }

    private static string Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
