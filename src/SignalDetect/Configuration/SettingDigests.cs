using System.Globalization;
using System.Security.Cryptography;

namespace SignalDetect.Configuration;

/// <summary>Digests of what decides, beside the input, what a backtest finds: shards that differ in one do not belong together.</summary>
internal static class SettingDigests
{
    /// <summary>The digests by what a person calls the setting.</summary>
    /// <param name="file">The pipeline.</param>
    /// <param name="detectors">What --detector or --compare say; null for the pipeline's preset.</param>
    /// <param name="model">What --model says; null where it is not given.</param>
    public static IReadOnlyDictionary<string, string> Of(PipelineFile file, IEnumerable<string?> detectors, string? model)
    {
        var digests = new Dictionary<string, string>
        {
            ["preset"] = OfFiles(detectors.Select(detector => ProgramFiles.Preset(detector ?? file.Preset, "preset"))),
            ["engine"] = file.Engine,
            ["lateness"] = file.Lateness.ToString("c", CultureInfo.InvariantCulture),
            ["dedupe"] = file.Dedupe.ToString("c", CultureInfo.InvariantCulture),
            ["catalogue"] = OfFiles(Catalogue(file.Catalogue ?? Path.Combine("models", "services.json"))),
            ["calendar"] = OfFiles([ProgramFiles.Path("models", "calendar.json")]),
            ["lexicon"] = OfFiles(Directory.EnumerateFiles(ProgramFiles.Path("models", "lexicon")).Order(StringComparer.Ordinal)),
        };
        if ((model ?? file.Model) is { } path && ProgramFiles.Find(path) is { } found) digests.Add("model", OfFiles([found]));
        return digests;
    }

    /// <summary>The services, and the regions beside them.</summary>
    private static IEnumerable<string> Catalogue(string path)
    {
        if (ProgramFiles.Find(path) is not { } found) yield break;
        yield return found;
        var regions = Path.Combine(Path.GetDirectoryName(found)!, "regions.json");
        if (File.Exists(regions)) yield return regions;
    }

    private static string OfFiles(IEnumerable<string> paths)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths) all.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
