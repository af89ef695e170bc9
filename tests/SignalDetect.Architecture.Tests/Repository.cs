using System.Xml.Linq;

namespace SignalDetect.Architecture.Tests;

/// <summary>The work tree that the tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The projects under src, by name.</summary>
    internal static IReadOnlyList<SourceProject> Projects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Every file below a folder of the repository, as paths relative to its root; what builds and tools leave there is left out.</summary>
    internal static IEnumerable<string> Files(string folder = "") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is ".git" or ".vs" or "artifacts" or "bin" or "obj" or "TestResults"))
            .Order(StringComparer.Ordinal);

    private static SourceProject Read(string path)
    {
        var items = XDocument.Load(path).Descendants().ToLookup(element => element.Name.LocalName, element => (string?)element.Attribute("Include") ?? "");
        return new(
            Path.GetFileNameWithoutExtension(path),
            [.. items["ProjectReference"].Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. items["PackageReference"].Concat(items["PreferredPackage"]).Concat(items["Reference"]).Where(name => name.Length > 0)]);
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "SignalDetect.sln")) ? folder : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SignalDetect.sln"));
}

/// <summary>What a project file names.</summary>
internal sealed record SourceProject(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    internal const string Core = "SignalDetect.Core";
    internal const string Command = "SignalDetect";

    /// <summary>The path of its assembly beside the tests.</summary>
    internal string Assembly => Path.Combine(AppContext.BaseDirectory, (Name == Command ? "signaldetect" : Name) + ".dll");
}
