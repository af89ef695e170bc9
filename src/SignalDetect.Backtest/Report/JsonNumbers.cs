using System.Text.Json;

namespace SignalDetect.Backtest.Report;

/// <summary>Numbers and times as <c>report.json</c> has them.</summary>
internal static class JsonNumbers
{
    private const int Decimals = 6;

    /// <summary>A number rounded to millionths; null where there is none.</summary>
    public static void Rounded(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known) json.WriteNumber(name, Math.Round(known, Decimals));
        else json.WriteNull(name);
    }
}
