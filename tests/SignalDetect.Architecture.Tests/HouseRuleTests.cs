using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace SignalDetect.Architecture.Tests;

public sealed partial class HouseRuleTests
{
    private const int LongestFile = 300;

    private static readonly string[] EmptyWords = ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Processor", "Processors", "Info", "Infos", "Common"];

    // In two pieces, so that this file does not hold them itself.
    private static readonly string[] MachinePaths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", @"\Us" + @"ers\", "/Us" + "ers/", "/t" + "mp/"];

    public static TheoryData<string> Names => new(Repository.Projects.Select(project => project.Name));

    [Fact]
    public void Source_Files_AreShort() =>
        Offenders.None(Repository.Files("src").Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => (path, lines: File.ReadLines(Path.Combine(Repository.Root, path)).Count()))
            .Where(file => file.lines > LongestFile));

    [Theory]
    [MemberData(nameof(Names))]
    public void Types_Names_SayWhatTheyAre(string project) =>
        Offenders.None(Compiled(project).Types.Where(type => Word().Matches(type).Any(word => EmptyWords.Contains(word.Value))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Types_Public_HaveADocstring(string project)
    {
        var described = XDocument.Load(Path.ChangeExtension(Project(project).Assembly, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null).Select(member => (string?)member.Attribute("name")).ToHashSet();

        Offenders.None(Compiled(project).PublicTypes.Where(type => !described.Contains($"T:{type}")));
    }

    [Fact]
    public void Repository_Text_NamesNoPlaceOfOneMachine() =>
        Offenders.None(
            from path in Repository.Files()
            where !path.EndsWith(".gz", StringComparison.Ordinal)
            let text = File.ReadAllText(Path.Combine(Repository.Root, path))
            from place in MachinePaths
            where text.Contains(place, StringComparison.Ordinal)
            select $"{path}: {place}");

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    private static SourceProject Project(string name) => Repository.Projects.Single(project => project.Name == name);

    private static CompiledAssembly Compiled(string name) => CompiledAssembly.Read(Project(name).Assembly);
}
