using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>A dead signal as it stands in <c>signals.dead</c>.</summary>
internal sealed record DeadLetter(string Reason, string Topic, int Partition, long Offset, int Index, int Length, byte[] Value)
{
    public const string DeadTopic = "signals.dead";

    /// <summary>By what a consumer tells repeats.</summary>
    public (string, int, long, int) Place => (Topic, Partition, Offset, Index);

    /// <summary>What is the same in every run.</summary>
    public string Text => $"{Reason} {Length} {Convert.ToHexString(Value)}";

    /// <summary>Reads one; whatever it lacks is an error.</summary>
    public static DeadLetter From(Message<byte[]?, byte[]?> message) => new(
        Header(message, "reason"), Header(message, "topic"), Number(message, "partition"), long.Parse(Header(message, "offset"), CultureInfo.InvariantCulture),
        Number(message, "index"), Number(message, "length"), message.Value ?? []);

    /// <summary>All that the topic holds, repeats removed.</summary>
    public static IReadOnlyList<DeadLetter> ReadAll(Cluster cluster)
    {
        using var reader = new DeadLetterReader(cluster);
        return reader.ReadToEnd();
    }

    private static int Number(Message<byte[]?, byte[]?> message, string header) => int.Parse(Header(message, header), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Header(Message<byte[]?, byte[]?> message, string name) => Encoding.UTF8.GetString(message.Headers.GetLastBytes(name));
}
