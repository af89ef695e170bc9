using System.Xml.Linq;
using Xunit;

namespace SignalDetect.Architecture.Tests;

/// <summary>What stands in for ML.NET where no feed holds it is compiled and never shipped, nor run.</summary>
public sealed class ReferenceAssemblyTests
{
    private const string StandIn = "SignalDetect.MLNet.Reference";

    public static TheoryData<string> Names => new(Repository.Projects.Select(project => project.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Shipped_Assembly_DeclaresNothingOfMLNet(string name) =>
        Offenders.None(CompiledAssembly.Read(Repository.Projects.Single(project => project.Name == name).Assembly).PublicTypes
            .Where(type => type.StartsWith("Microsoft.", StringComparison.Ordinal)));

    [Fact]
    public void Shipped_Output_HoldsNoStandIn()
    {
        var shipped = Path.Combine(Repository.Root, "artifacts", "bin", SourceProject.Command);

        // The command's output, and that of these tests, beside which all that the command ships stands.
        Assert.True(Directory.Exists(shipped), shipped);
        Offenders.None(new[] { shipped, AppContext.BaseDirectory }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => Path.GetFileName(path).Contains(StandIn, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void StandIn_Project_IsNobodysLibrary()
    {
        // One test project has it built before itself, and does not refer to what comes of it.
        var references = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => XDocument.Load(path).Descendants("ProjectReference").Select(reference => (Project: Path.GetFileNameWithoutExtension(path), Reference: reference)))
            .Where(one => ((string?)one.Reference.Attribute("Include") ?? "").Contains(StandIn, StringComparison.Ordinal)).ToList();

        Assert.Equal(["SignalDetect.MLNet.Tests"], references.Select(one => one.Project));
        Assert.All(references, one => Assert.Equal("false", (string?)one.Reference.Attribute("ReferenceOutputAssembly")));
    }

    [Fact]
    public void StandIn_Sources_AreThoseOfTheEngine()
    {
        // All of them, or what is left out is compiled nowhere.
        var compiled = XDocument.Load(Path.Combine(Repository.Root, "tests", StandIn, StandIn + ".csproj")).Descendants("Compile").Select(one => (string?)one.Attribute("Include"));

        Assert.Equal(["../../src/SignalDetect.MLNet/**/*.cs"], compiled);
    }
}
