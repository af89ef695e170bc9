using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SignalDetect.Core.Incidents;

/// <summary>The JSON that says why: what was observed, what was expected, and how far that is out of the ordinary.</summary>
internal static class Explanations
{
    public static string Of(in JudgedWindow window, string detector)
    {
        var judged = window.Judgement;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("detector", detector);
            Number(json, "observed", window.Value);
            Number(json, "expected", judged.Expected);
            json.WriteStartArray("band");
            json.WriteRawValue(Digits(judged.Lower));
            json.WriteRawValue(Digits(judged.Upper));
            json.WriteEndArray();
            Number(json, "residual", judged.Residual);
            Number(json, "evidence", judged.Evidence);
            Number(json, "pValue", judged.PValue);
            if (window.Reporters is { } reporters) json.WriteNumber("reporters", reporters);
            json.WriteString("judged", window.Phase switch { Phase.Open => "while open", Phase.End => "at its end", _ => "when final" });
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    public static string Names(IEnumerable<string> names)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var name in names) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Digits(value));
    }

    /// <summary>Six significant digits, the precision of every published figure.</summary>
    private static string Digits(double value) => double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "null";
}
