using System.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>A message, and the signals in it, by the index of their line.</summary>
internal sealed record MalformedMessage(int Partition, Message<byte[]?, byte[]?> Message, IReadOnlyDictionary<int, MalformedLine> Signals);

/// <summary>Makes messages from a seed: malformed lines, alone and in batches, under any key, header and timestamp.</summary>
internal sealed class MalformedMessages(Random random, int partitions)
{
    private static readonly string[] Origins = ["", "x", "-1", "0/", "0/1", "0/1/2/3", "0/-1/0", "0/1/-1", " 0/1/2", "99999999999999999999", "0x1", "8/1/1", "12", "0/1/2 ", "+", "½"];

    private readonly MalformedLines lines = new(random);

    /// <summary>A message of a moment, Unix milliseconds.</summary>
    public MalformedMessage Next(long time)
    {
        var arrival = random.Next(12) == 0 ? time - random.NextInt64(1, 90L * 86_400_000) : time;
        var (value, signals) = Value(arrival);
        return Make(random.Next(partitions), arrival, value, signals);
    }

    /// <summary>A message with nothing wrong in it but what the parameters say.</summary>
    public MalformedMessage Sound(int partition, long time, string service, long at, string? reason = null) =>
        Make(partition, time, lines.Sound(service, at), Only(new MalformedLine([], reason)));

    /// <summary>A tick.</summary>
    public static MalformedMessage Tick(int partition, long time) => new(partition, Message(time, Tick(time)), new Dictionary<int, MalformedLine>());

    private MalformedMessage Make(int partition, long time, byte[]? value, Dictionary<int, MalformedLine> signals)
    {
        var message = Message(time, value);
        message.Key = random.Next(4) switch { 0 => null, 1 => Encoding.UTF8.GetBytes("tiktok"), 2 => [], _ => Noise(random.Next(40) == 0 ? 20_000 : 20) };
        for (var left = random.Next(3); left > 0; left--) AddHeader(message.Headers);
        if (random.Next(4) == 0) Claim(message.Headers, partition, signals);
        return new MalformedMessage(partition, message, signals);
    }

    private (byte[]? Value, Dictionary<int, MalformedLine> Signals) Value(long arrival)
    {
        switch (random.Next(20))
        {
            case 0: return (null, Only(new MalformedLine([], "not-json")));
            case 1: return ([], Only(new MalformedLine([], "not-json")));
            case 2: return (Tick(arrival), []);
            case < 8: return Batch(arrival);
            default:
                var line = lines.Next(arrival);
                return Split(line.Bytes, line);
        }
    }

    private (byte[] Value, Dictionary<int, MalformedLine> Signals) Batch(long arrival)
    {
        using var value = new MemoryStream();
        var signals = new Dictionary<int, MalformedLine>();
        var index = 0;
        for (var left = random.Next(2, 12); left > 0 && value.Length < 500_000; left--)
        {
            var line = random.Next(8) == 0 ? new MalformedLine(random.Next(2) == 0 ? Tick(arrival) : []) : lines.Next(arrival);
            if (line.Bytes.Length > 100_000) continue;
            foreach (var (place, signal) in line.Bytes.AsSpan().StartsWith("{\"kind\":\"tick\""u8) ? [] : Lines(line.Bytes, line)) signals.Add(index + place, signal);
            index += 1 + line.Bytes.Count((byte)'\n');
            value.Write(line.Bytes);
            value.WriteByte((byte)'\n');
        }

        var bytes = value.ToArray();
        return index == 0 || signals.Count == 0 && !bytes.AsSpan().Contains((byte)'t') ? (bytes, Only(new MalformedLine([], "not-json"))) : (bytes, signals);
    }

    private static (byte[] Value, Dictionary<int, MalformedLine> Signals) Split(byte[] value, MalformedLine line)
    {
        var signals = Lines(value, line);
        return (value, signals.Count > 0 ? signals : Only(line with { Reason = "not-json" }));
    }

    /// <summary>What a newline by chance makes of a line: several, of which those of white space are none.</summary>
    private static Dictionary<int, MalformedLine> Lines(byte[] value, MalformedLine line)
    {
        var parts = Encoding.Latin1.GetString(value).Split('\n').Index().Where(part => part.Item.Trim(' ', '\t', '\r').Length > 0).ToArray();
        var reason = value.Contains((byte)'\n') ? null : line.Reason;
        return parts.ToDictionary(part => part.Index, part => new MalformedLine(Encoding.Latin1.GetBytes(part.Item), reason));
    }

    private void AddHeader(Headers headers)
    {
        switch (random.Next(4))
        {
            case 0: headers.Add("origin", Encoding.UTF8.GetBytes(Origins[random.Next(Origins.Length)])); break;
            case 1: headers.Add("origin", random.Next(2) == 0 ? null : [0xff, .. Noise(10)]); break;
            case 2: headers.Add("arrival", Encoding.UTF8.GetBytes(random.Next(2) == 0 ? "soon" : "99999999999999")); break;
            default: headers.Add(Convert.ToHexString(Noise(3)), Noise(random.Next(50))); break;
        }
    }

    /// <summary>
    /// Adds the header of what a service writes, where it is plain that no service wrote the message: in the partition's own name; that of a tick, which it is not;
    /// that of a forwarded signal, which is one line and a sound one.
    /// </summary>
    private void Claim(Headers headers, int partition, Dictionary<int, MalformedLine> signals)
    {
        if (signals.Count == 0) return;
        var isSound = signals.Count == 1 && signals.Values.Single().Reason is null or "future" or "late";
        var claim = random.Next(3) switch
        {
            0 => $"{partition}/{random.Next(1000)}/0",
            1 => $"{random.Next(partitions)}",
            _ when isSound => $"{partition}",
            _ => $"{random.Next(partitions)}/{random.NextInt64()}/{random.Next(5)}",
        };
        headers.Add("origin", Encoding.UTF8.GetBytes(claim));
    }

    private static Message<byte[]?, byte[]?> Message(long time, byte[]? value) =>
        new() { Value = value, Headers = [], Timestamp = new Timestamp(time, TimestampType.CreateTime) };

    private static byte[] Tick(long time) => Encoding.UTF8.GetBytes($$"""{"kind":"tick","at":"{{RowIds.Time(time)}}","source":"test"}""");

    private static Dictionary<int, MalformedLine> Only(MalformedLine line) => new() { [0] = line };

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
