using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Rows;

/// <summary>Makes the messages that tell the world of new rows. For one commit at a time.</summary>
internal sealed class RowMessages : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public RowMessages() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public OutboxMessage Detection(DetectionRow row, long seq)
    {
        RowJson.Write(json, row, seq);
        return new OutboxMessage(seq, "detections", row.ServiceId, Take());
    }

    public OutboxMessage Incident(IncidentRow row, long id)
    {
        RowJson.Write(json, row);
        return new OutboxMessage(id, "incidents", row.ServiceId, Take());
    }

    public void Dispose() => json.Dispose();

    private string Take()
    {
        json.Flush();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
        json.Reset();
        return text;
    }
}
