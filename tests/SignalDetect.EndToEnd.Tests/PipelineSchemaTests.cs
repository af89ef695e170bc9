using System.Text.Json;
using SignalDetect.Configuration;
using Xunit;

namespace SignalDetect.EndToEnd.Tests;

/// <summary>The schema and README list the settings that the program takes, no more and no fewer.</summary>
public sealed class PipelineSchemaTests
{
    [Fact]
    public void Schema_Properties_AreTheSettings()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(ProgramFiles.Path("pipelines", "pipeline.schema.json")));

        Assert.Equal(SettingNames.All.Append(SettingNames.KafkaSettings).Order(StringComparer.Ordinal), Leaves(schema.RootElement, "").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Readme_Table_ListsTheSettings()
    {
        var rows = File.ReadLines(ProgramFiles.Path("pipelines", "README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(SettingNames.All.Append(SettingNames.KafkaSettings).Order(StringComparer.Ordinal), rows.Select(row => row.Split('`')[1]).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Leaves(JsonElement group, string parent)
    {
        Assert.Equal("object", group.GetProperty("type").GetString());
        if (!group.TryGetProperty("properties", out var properties)) return [parent.TrimEnd('.')];
        Assert.False(group.GetProperty("additionalProperties").GetBoolean());
        return properties.EnumerateObject().Where(property => property.Name != "$schema").SelectMany(property =>
            property.Value.TryGetProperty("type", out var type) && type.GetString() == "object" ? Leaves(property.Value, $"{parent}{property.Name}.") : [parent + property.Name]);
    }
}
