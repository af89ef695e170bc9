using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SignalDetect.Simulation;

/// <summary>A signal as it goes into a line; what is null is left out.</summary>
internal sealed record SimulatedSignal(string Id, long At, string Source, string Kind)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Service { get; init; }

    public string? Feature { get; init; }

    public string? Region { get; init; }

    public string? Device { get; init; }

    public string? Reporter { get; init; }

    public string? Text { get; init; }

    public int? Count { get; init; }

    public string? State { get; init; }

    /// <summary>The line, without its end.</summary>
    public byte[] ToLine()
    {
        var to = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(to, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Id);
            json.WriteString("at"u8, DateTimeOffset.FromUnixTimeMilliseconds(At).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("source"u8, Source);
            json.WriteString("kind"u8, Kind);
            if (Service is not null) json.WriteString("service"u8, Service);
            if (Feature is not null) json.WriteString("feature"u8, Feature);
            if (Region is not null) json.WriteString("region"u8, Region);
            if (Device is not null) json.WriteString("device"u8, Device);
            if (Reporter is not null) json.WriteString("reporter"u8, Reporter);
            if (Text is not null) json.WriteString("text"u8, Text);
            if (Count is { } count) json.WriteNumber("count"u8, count);
            if (State is not null) json.WriteString("state"u8, State);
            json.WriteEndObject();
        }

        return to.WrittenSpan.ToArray();
    }
}
