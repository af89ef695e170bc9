using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Mentions;

namespace SignalDetect.Core.Tests.Catalogue;

/// <summary>The files under models/ as the program ships them, read once.</summary>
internal static class Models
{
    private static readonly Lazy<ServiceCatalogue> Loaded = new(() => ServiceCatalogue.Load(PathOf("services.json")));
    private static readonly Lazy<Matcher> Built = new(() => new Matcher(Loaded.Value, Lexicon.LoadAll(PathOf("lexicon"))));

    public static ServiceCatalogue Catalogue => Loaded.Value;

    public static Matcher Matcher => Built.Value;

    public static string PathOf(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SignalDetect.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("no SignalDetect.sln above the tests"), "models", name);
    }
}
