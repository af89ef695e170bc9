using System.Text.Json;

namespace SignalDetect.Backtest.Labels;

/// <summary>Finds the line on which an entry of a JSON array begins, for messages.</summary>
internal static class EntryLine
{
    /// <summary>The line, counted from 1.</summary>
    /// <param name="json">A text that was parsed before: an array, or an object of which <c>labels</c> is one.</param>
    /// <param name="index">The entry, counted from 0.</param>
    public static long Of(ReadOnlySpan<byte> json, int index)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.PropertyName || reader.ValueTextEquals("labels")) continue;
            reader.Read();
            reader.Skip();
        }

        for (var entry = 0; entry <= index; entry++)
        {
            reader.Read();
            if (entry < index) reader.Skip();
        }

        return 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
    }
}
