using SignalDetect.Backtest;
using SignalDetect.Configuration;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Commands;

/// <summary>Exceptions that mean bad arguments, configuration or input rather than a failure.</summary>
internal static class Refusals
{
    /// <summary>True for exit code 2.</summary>
    public static bool Covers(Exception exception) => exception is ConfigurationException or CatalogueException or PresetException or ModelException or BadInputException or StoreNotReadyException or PartitionCountException;
}
