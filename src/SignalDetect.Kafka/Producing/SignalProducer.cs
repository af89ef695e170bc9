using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Signals;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Producing;

/// <summary>
/// Replays the lines of a signals file into Kafka: every line as it is, in order, one record a line, with the replay's time, and the ticks that a live service
/// would have written.
/// </summary>
public sealed class SignalProducer(ProduceOptions options, ServiceCatalogue services, ILoggerFactory loggers, TimeProvider time)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    private readonly ILogger log = loggers.CreateLogger("SignalDetect.Kafka");

    /// <summary>Sends all lines; done when everything is acknowledged.</summary>
    /// <param name="lines">The file's lines without their newlines.</param>
    /// <param name="progress">Told how far it has come, some times a second.</param>
    /// <exception cref="ProduceFailedException">There is no such topic, no answer, or a record was refused.</exception>
    public async Task<ProduceProgress> RunAsync(IAsyncEnumerable<byte[]> lines, IProgress<ProduceProgress>? progress, CancellationToken cancel)
    {
        using var group = new ConsumerBuilder<Ignore, Ignore>(ClientSettings.Consumer(options.Bootstrap, options.Group ?? "signaldetect-produce", options.ClientSettings))
            .SetLogHandler((_, message) => log.FromClient(message.Name, message.Message))
            .Build();
        var partitions = await PartitionsAsync(group.Handle, cancel).ConfigureAwait(false);
        var bound = options.Group is null ? null : new GroupBound(group, options, partitions, log, time);
        using var flow = new RecordFlow(options, bound, log);
        var sending = new ReplaySending(flow, new ReplayRecords(options.Topic, partitions, services), new ReplayPace(options.Speed, time));
        var replay = new Replay(services, (long)options.Lateness.TotalMilliseconds);
        var steps = new List<ReplayStep>();
        var reported = time.GetTimestamp();
        await foreach (var line in lines.WithCancellation(cancel).ConfigureAwait(false))
        {
            replay.Add(line, steps);
            await sending.SendAsync(steps, cancel).ConfigureAwait(false);
            if (progress is null || time.GetElapsedTime(reported) < ReportEvery) continue;
            progress.Report(sending.Progress);
            reported = time.GetTimestamp();
        }

        // A file in which no line gives a time is played at the beginning of all time, where it moves no log on.
        replay.End(1, steps);
        await sending.SendAsync(steps, cancel).ConfigureAwait(false);
        await flow.FinishAsync(cancel).ConfigureAwait(false);
        progress?.Report(sending.Progress);
        return sending.Progress;
    }

    private async Task<int> PartitionsAsync(Handle client, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        var backoff = new Backoff();
        while (true)
        {
            var (partitions, error) = await Topics.PartitionsAsync(client, options.Topic).ConfigureAwait(false);
            if (error is null) return partitions;
            if (KafkaDeniedException.Is(error.Code) || time.GetElapsedTime(begun) >= AnswerWithin)
                throw new ProduceFailedException($"Kafka at {options.Bootstrap} shows no topic '{options.Topic}': {error.Reason}");
            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }
}
