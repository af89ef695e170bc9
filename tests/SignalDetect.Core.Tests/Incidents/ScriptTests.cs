using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Incidents;

public sealed class ScriptTests
{
    public static TheoryData<string> Scripts() =>
        new(Directory.GetFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Incidents_OfAScript_BehaveAsItSays(string name) => Script.Run(File.ReadAllText(Path.Combine(Folder, name + ".txt")));

    private static string Folder => Repository.File("tests/SignalDetect.Core.Tests/Incidents/Scripts");
}
