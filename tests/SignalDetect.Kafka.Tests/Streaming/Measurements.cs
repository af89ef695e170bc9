using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

/// <summary>Adds up what all services of this process measure; so its tests run one by one.</summary>
internal sealed class Measurements : IDisposable
{
    public const string Alone = "one service at a time";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> values = new();

    public Measurements()
    {
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Name == "SignalDetect") all.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The sum of an instrument, -1 where it has not measured; with a tag's value after a blank where it has one.</summary>
    public long this[string name] => values.GetValueOrDefault(name, -1);

    /// <summary>Asks the gauges.</summary>
    public void Observe() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
        values.AddOrUpdate(name, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}

[CollectionDefinition(Measurements.Alone, DisableParallelization = true)]
public sealed class MeasurementsCollection;
