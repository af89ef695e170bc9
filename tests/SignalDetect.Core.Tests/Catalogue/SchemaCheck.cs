using System.Text.Json;
using System.Text.RegularExpressions;

namespace SignalDetect.Core.Tests.Catalogue;

/// <summary>The parts of JSON Schema that the schemas under models/ use; any other keyword is refused, so that none goes unchecked.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    /// <summary>What does not fit, with its path; empty where all does.</summary>
    public List<string> Check(JsonElement value)
    {
        List<string> wrong = [];
        Check(root, value, "$", wrong);
        return wrong;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> wrong)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            if (!Holds(rule.Name, rule.Value, schema, value, path, wrong)) wrong.Add($"{path}: {rule.Name} {rule.Value}");
        }
    }

    private bool Holds(string rule, JsonElement set, JsonElement schema, JsonElement value, string path, List<string> wrong)
    {
        switch (rule)
        {
            case "$schema" or "$defs" or "title" or "description": return true;
            case "$ref":
                Check(root.GetProperty("$defs").GetProperty(set.GetString()!["#/$defs/".Length..]), value, path, wrong);
                return true;
            case "type": return set.GetString() == TypeOf(value);
            case "const": return JsonElement.DeepEquals(set, value);
            case "minLength": return value.GetString()!.Length >= set.GetInt32();
            case "pattern": return Regex.IsMatch(value.GetString()!, set.GetString()!);
            case "minItems": return value.GetArrayLength() >= set.GetInt32();
            case "uniqueItems": return value.EnumerateArray().Select(i => i.GetRawText()).Distinct().Count() == value.GetArrayLength();
            case "items":
                for (int i = 0; i < value.GetArrayLength(); i++) Check(set, value[i], $"{path}[{i}]", wrong);
                return true;
            case "required": return set.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "additionalProperties":
                return !set.GetBoolean() && value.EnumerateObject().All(p => schema.GetProperty("properties").TryGetProperty(p.Name, out _));
            case "properties":
                foreach (JsonProperty property in set.EnumerateObject())
                {
                    if (value.TryGetProperty(property.Name, out JsonElement given)) Check(property.Value, given, $"{path}.{property.Name}", wrong);
                }
                return true;
            default: throw new NotSupportedException($"keyword {rule}");
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
