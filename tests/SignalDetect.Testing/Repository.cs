namespace SignalDetect.Testing;

/// <summary>Finds the repository's own files from wherever a test runs.</summary>
public static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory, "SignalDetect.sln") ?? throw new DirectoryNotFoundException("No SignalDetect.sln above the tests.");

    /// <summary>The full path of a file of the repository.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>The folder of recorded series beside the repository, which is not a part of it; null where there is none.</summary>
    public static string? RecordedData => Path.Combine(Root, "..", "shared", "data") is var folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    private static string? Above(string folder, string file)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
            if (System.IO.File.Exists(Path.Combine(here.FullName, file))) return here.FullName;
        return null;
    }
}
