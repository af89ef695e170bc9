using Microsoft.Extensions.Logging;
using SignalDetect.Commands;
using SignalDetect.Configuration;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka;
using SignalDetect.Kafka.Producing;
using SignalDetect.Kafka.Streaming;
using SignalDetect.Simulation;
using SignalDetect.Storage;

namespace SignalDetect.Demo;

/// <summary>All of it in one process: broker, replay, streaming service and database.</summary>
internal sealed class DemoRun(DemoOptions options, PipelineFile file, PipelineSetup setup, Surroundings around)
{
    private const int Partitions = 4;
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DemoPrinter printer = new(around.Output);
    private readonly DemoTally tally = new(setup.Catalogue.Count);
    private readonly long begun = around.Time.GetTimestamp();

    /// <summary>Runs until all signals have had their outcome, and then, where no time was set, until it is stopped.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        printer.Say(DemoWords.Introduction(setup.Catalogue.Count));
        printer.Say(DemoWords.Pages(options.Port));
        using var loggers = around.CreateLog(LogLevel.Warning);
        using var database = new DemoDatabase(options.Database);
        using var broker = EmbeddedBroker.Start(BrokerCommand.Topics(Partitions));
        await using var store = StoreFactory.Create(new StoreOptions(StoreKind.Sqlite, database.Path, PipelineParts.StoreWithoutConnection(file).Retention));
        var kafka = new StreamingOptions(broker.Bootstrap, "demo");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var service = new StreamingService(kafka, setup, store, loggers, around.Time, Take).RunAsync(end.Token);
        var whole = false;
        try
        {
            whole = await ReplayAsync(kafka, loggers, service, end.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            printer.Say("Stopped before the replay was over.");
        }

        if (whole && options.For is null)
        {
            printer.Say(DemoWords.Summary(tally, isStopped: false));
            printer.Say($"The service and its database ({database.Path}) stay until Ctrl+C.");
            await Task.WhenAny(service, Task.Delay(Timeout.InfiniteTimeSpan, around.Time, stop));
        }

        await end.CancelAsync();
        await service;
        if (!whole || options.For is not null) printer.Say(DemoWords.Summary(tally, stop.IsCancellationRequested && !whole));
        printer.Say(DemoWords.End(around.Time.GetElapsedTime(begun), options));
        return whole || stop.IsCancellationRequested ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Sends everything, and waits until it has had its outcome.</summary>
    private async Task<bool> ReplayAsync(StreamingOptions kafka, ILoggerFactory loggers, Task service, CancellationToken stop)
    {
        var producer = new SignalProducer(
            new ProduceOptions(kafka.Bootstrap) { Group = kafka.Group, Speed = Speed(), Lateness = file.Lateness },
            setup.Catalogue, loggers, around.Time);
        var lines = new OutageReplay(setup.Catalogue).Lines().ToAsyncEnumerable();
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sent = producer.RunAsync(lines, null, sending.Token);
        var said = around.Time.GetTimestamp();
        while (!sent.IsCompleted && !service.IsCompleted)
        {
            await Task.WhenAny(sent, service, Task.Delay(SayEvery, around.Time, stop));
            stop.ThrowIfCancellationRequested();
            if (around.Time.GetElapsedTime(said) < SayEvery) continue;
            said = around.Time.GetTimestamp();
            printer.Say(DemoWords.SoFar(tally));
        }

        if (service.IsCompleted)
        {
            await sending.CancelAsync();
            await service;
            return false;
        }

        return await DrainAsync(await sent, service, stop);
    }

    private async Task<bool> DrainAsync(ProduceProgress sent, Task service, CancellationToken stop)
    {
        var since = around.Time.GetTimestamp();
        var before = tally.Totals;
        while (!IsWhole(sent))
        {
            await Task.WhenAny(service, Task.Delay(TimeSpan.FromMilliseconds(50), around.Time, stop));
            stop.ThrowIfCancellationRequested();
            if (service.IsCompleted)
            {
                await service;
                return false;
            }

            if (tally.Totals != before) (before, since) = (tally.Totals, around.Time.GetTimestamp());
            if (around.Time.GetElapsedTime(since) < Patience) continue;
            printer.Say($"{Sums.Number(sent.Lines)} signals were sent, and nothing has moved for {Patience.TotalSeconds:F0} s.");
            return false;
        }

        return true;
    }

    private bool IsWhole(in ProduceProgress sent) =>
        tally.Totals is var totals && totals.Sent == sent.Lines && Sums.Agree(totals) && tally.Reached >= (sent.Time ?? 0) / 60_000 * 60_000;

    /// <summary>So many times real time that the whole takes about as long as it should.</summary>
    private double Speed()
    {
        var left = (options.For ?? Standard) - around.Time.GetElapsedTime(begun) - Reserve;
        return left > TimeSpan.FromSeconds(1) ? (OutageReplay.End - OutageReplay.Start) / left.TotalMilliseconds : 0;
    }

    private void Take(int partition, BatchOutput output)
    {
        tally.Add(output);
        printer.Show(output);
    }
}
