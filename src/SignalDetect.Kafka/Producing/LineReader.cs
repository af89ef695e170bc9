using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SignalDetect.Kafka.Producing;

/// <summary>Splits a stream into its lines.</summary>
public static class LineReader
{
    /// <summary>The lines of a stream without their newlines; a newline at the end begins no further line.</summary>
    public static async IAsyncEnumerable<byte[]> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancel).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } newline)
            {
                yield return rest.Slice(0, newline).ToArray();
                rest = rest.Slice(rest.GetPosition(1, newline));
            }

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty) yield return rest.ToArray();
                break;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }

        await reader.CompleteAsync().ConfigureAwait(false);
    }
}
