using System.Text.Json;
using Xunit;

namespace SignalDetect.Core.Tests.Catalogue;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("services.json")]
    [InlineData("calendar.json")]
    [InlineData("lexicon/en.json")]
    [InlineData("outages/apps.json")]
    [InlineData("outages/carriers.json")]
    [InlineData("outages/clouds.json")]
    [InlineData("outages/google.json")]
    [InlineData("outages/meta.json")]
    [InlineData("outages/tiktok.json")]
    public void File_AgainstTheSchemaThatItNames_Fits(string file)
    {
        string path = Models.PathOf(file);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        string schema = Path.Combine(Path.GetDirectoryName(path)!, document.RootElement.GetProperty("$schema").GetString()!);
        using JsonDocument rules = JsonDocument.Parse(File.ReadAllBytes(schema));

        Assert.Empty(new SchemaCheck(rules.RootElement).Check(document.RootElement));
    }

    [Theory]
    [InlineData("""{"format":"signaldetect-services","version":1,"services":[{"id":"a","name":"A"}]}""", "$.services[0]: required")]
    [InlineData("""{"format":"signaldetect-services","version":1,"services":[{"id":"A","name":"A","category":"c"}]}""", "$.services[0].id: pattern")]
    [InlineData("""{"format":"signaldetect-services","version":1,"services":[{"id":"a","name":"A","category":"c","alias":[]}]}""", "$.services[0]: additionalProperties")]
    [InlineData("""{"format":"signaldetect-services","version":1,"services":[{"id":"a","name":"A","category":"c","aliases":["b","b"]}]}""", "$.services[0].aliases: uniqueItems")]
    [InlineData("""{"format":"signaldetect-services","version":1,"services":[]}""", "$.services: minItems")]
    public void Schema_OnABadCatalogue_Refuses(string json, string said)
    {
        using JsonDocument rules = JsonDocument.Parse(File.ReadAllBytes(Models.PathOf("services.schema.json")));
        using JsonDocument document = JsonDocument.Parse(json);

        Assert.StartsWith(said, Assert.Single(new SchemaCheck(rules.RootElement).Check(document.RootElement)), StringComparison.Ordinal);
    }
}
