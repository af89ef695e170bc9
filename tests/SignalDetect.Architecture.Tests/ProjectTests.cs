using System.Text.RegularExpressions;
using Xunit;

namespace SignalDetect.Architecture.Tests;

/// <summary>Arrows point inward: everything to Core, no adapter to another, and only the command to all.</summary>
public sealed partial class ProjectTests
{
    // Each package with the one project that may know it.
    private static readonly (string Package, string Home)[] Homes =
    [
        ("Confluent.", "SignalDetect.Kafka"),
        ("Microsoft.Data.SqlClient", "SignalDetect.Storage"),
        ("Microsoft.Data.Sqlite", "SignalDetect.Storage"),
        ("SQLitePCL", "SignalDetect.Storage"),
        ("Dapper", "SignalDetect.Storage"),
        ("Microsoft.ML", "SignalDetect.MLNet"),
        ("Spectre.", "SignalDetect"),
        ("System.CommandLine", "SignalDetect"),
    ];

    private static readonly string[] Numerics = ["MathNet.Numerics", "System.Numerics.Tensors"];

    // Files, networks, processes, consoles and clocks: what a stage of detection must not touch.
    private static readonly string[] Outside =
    [
        "System.IO.FileInfo", "System.IO.FileStream", "System.IO.DirectoryInfo", "System.IO.StreamWriter", "System.Net.", "System.Console",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.TimeProvider", "System.Threading.Timer", "System.Threading.PeriodicTimer",
    ];

    // What detection knows is data: these read it from the files of models/, once, at the start.
    private static readonly string[] ModelReaders =
        ["Baselines/ModelFile.cs", "Catalogue/ServiceCatalogue.cs", "Detectors/Presets/PresetFile.cs", "Incidents/Calendar.cs", "Mentions/Lexicon.cs"];

    public static TheoryData<string> Names => new(Repository.Projects.Select(project => project.Name));

    [Fact]
    public void Source_AllProjects_AreKnownToTheCommand()
    {
        var others = Repository.Projects.Select(project => project.Name).Where(name => name != SourceProject.Command);

        Assert.Equal(others, Project(SourceProject.Command).Projects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Project_References_PointInward(string name)
    {
        string[] allowed = name switch
        {
            SourceProject.Core => [],
            SourceProject.Command => [.. Repository.Projects.Select(project => project.Name)],
            _ => [SourceProject.Core],
        };

        Offenders.None(Project(name).Projects.Except(allowed));
        Offenders.None(Compiled(name).References.Where(reference => reference.StartsWith("SignalDetect", StringComparison.Ordinal)).Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Project_Packages_StayInTheirHomes(string name)
    {
        var foreign = Project(name).Packages.Concat(Compiled(name).References)
            .Where(package => Homes.Any(home => package.StartsWith(home.Package, StringComparison.Ordinal) && home.Home != name));

        Offenders.None(foreign);
    }

    [Fact]
    public void Core_Packages_AreNumericsAlone()
    {
        Offenders.None(Project(SourceProject.Core).Packages.Except(Numerics));
        Offenders.None(Compiled(SourceProject.Core).References.Where(reference => !reference.StartsWith("System.", StringComparison.Ordinal)).Except(Numerics));
    }

    [Fact]
    public void Core_Types_TouchNoFileNetworkOrClock() =>
        Offenders.None(Compiled(SourceProject.Core).UsedTypes.Where(type => Outside.Any(outside => type == outside || (outside.EndsWith('.') && type.StartsWith(outside, StringComparison.Ordinal)))));

    [Fact]
    public void Core_Files_AreReadOnlyForTheModels() =>
        Offenders.None(Repository.Files("src/SignalDetect.Core")
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !ModelReaders.Any(reader => path.EndsWith(reader, StringComparison.Ordinal)))
            .Where(path => FileAccess().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, path)))));

    [Fact]
    public void Homes_EachPackage_IsUsedThere()
    {
        // A misspelt package above would forbid nothing.
        var used = Repository.Projects.SelectMany(project => project.Packages.Select(package => (package, project.Name))).ToList();

        Offenders.None(Homes.Where(home => !used.Any(use => use.package.StartsWith(home.Package, StringComparison.Ordinal) && use.Name == home.Home)));
    }

    [GeneratedRegex(@"\b(File|Directory)\.[A-Z]")]
    private static partial Regex FileAccess();

    private static SourceProject Project(string name) => Repository.Projects.Single(project => project.Name == name);

    private static CompiledAssembly Compiled(string name) => CompiledAssembly.Read(Project(name).Assembly);
}
