using SignalDetect.Core.Baselines;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Streaming;
using SignalDetect.MLNet;
using SignalDetect.Storage;
using SignalDetect.Storage.Retention;

namespace SignalDetect.Configuration;

/// <summary>Makes what a pipeline names: stages, store and Kafka's options.</summary>
internal static class PipelineParts
{
    /// <summary>All that the stages are made from.</summary>
    /// <param name="file">The pipeline.</param>
    /// <param name="detector">What the option --detector says, over the pipeline's preset; null where it is not given.</param>
    /// <param name="model">What the option --model says, over the pipeline's model; null where it is not given.</param>
    public static PipelineSetup Setup(PipelineFile file, string? detector = null, string? model = null)
    {
        var source = Source(file.Engine);
        var catalogue = Catalogue(file.Catalogue, $"{file.File}: catalogue");
        var matcher = new Matcher(catalogue, Lexicon.LoadAll(ProgramFiles.Path("models", "lexicon")));
        var preset = Preset.Load(detector is null ? ProgramFiles.Preset(file.Preset, $"{file.File}: preset") : ProgramFiles.Preset(detector, "--detector"));
        var fitted = model is null ? Model(file.Model, $"{file.File}: model") : Model(model, "--model");
        return new PipelineSetup(file.Name, catalogue, matcher, preset, file.Lateness, file.Dedupe, fitted, source, Calendar.Load(ProgramFiles.Path("models", "calendar.json")));
    }

    /// <summary>Refuses a model that streams of signals cannot start from.</summary>
    public static PipelineSetup ForSignals(PipelineSetup setup, PipelineFile file) =>
        setup.Model?.Misfit(setup.Detector) is { } misfit ? throw new ConfigurationException($"{file.Model}: {misfit}") : setup;

    private static BaselineModel? Model(string? path, string where)
    {
        if (path is null) return null;
        return BaselineModel.Load(ProgramFiles.Find(path) ?? throw new ConfigurationException($"{where}: there is no file {path}"));
    }

    /// <summary>The services.</summary>
    /// <param name="path">The file; null for the one that comes with the program.</param>
    /// <param name="where">What names it in a message.</param>
    public static ServiceCatalogue Catalogue(string? path, string where)
    {
        path ??= System.IO.Path.Combine("models", "services.json");
        var found = ProgramFiles.Find(path) ?? throw new ConfigurationException($"{where}: there is no file {path}");
        try
        {
            return ServiceCatalogue.Load(found);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{where}: {path} cannot be read ({cannot.Message})");
        }
    }

    /// <summary>Where rows are kept.</summary>
    public static StoreOptions Store(PipelineFile file)
    {
        if (file.Store.Connection is null)
        {
            throw new ConfigurationException(
                $"{file.File}: store.connection: is missing; set it here or in SIGNALDETECT__STORE__CONNECTION, to a path for SQLite or a connection string for SQL Server");
        }

        if (file.Store.Kind == "sqlserver" && !file.Store.Connection.Contains('=', StringComparison.Ordinal))
            throw new ConfigurationException($"{file.File}: store.connection: must be a connection string with store.kind sqlserver, such as Server=HOST;Database=NAME;...");
        var options = StoreWithoutConnection(file) with { Connection = file.Store.Connection };
        return options.Problem() is { } problem ? throw new ConfigurationException($"{file.File}: {problem}") : options;
    }

    /// <summary>The store's kind and ages, for what needs no connection.</summary>
    public static StoreOptions StoreWithoutConnection(PipelineFile file)
    {
        var ages = new RetentionAges(file.Store.Retention.Minutes, file.Store.Retention.QuarterHours, file.Store.Retention.Hours);
        return new StoreOptions(file.Store.Kind == "sqlserver" ? StoreKind.SqlServer : StoreKind.Sqlite, "", ages);
    }

    /// <summary>Where signals come from.</summary>
    public static StreamingOptions Kafka(PipelineFile file)
    {
        var bootstrap = file.Kafka.Bootstrap
            ?? throw new ConfigurationException($"{file.File}: kafka.bootstrap: is missing; set it here or in SIGNALDETECT__KAFKA__BOOTSTRAP, to HOST:PORT of a broker");
        return new StreamingOptions(bootstrap, file.Kafka.Group) { Topic = file.Kafka.Topic, ClientSettings = file.Kafka.Settings };
    }

    /// <summary>Where an engine's detectors come from; null for the native ones.</summary>
    private static DetectorSource? Source(string engine) =>
        engine == "native" ? null : MLNetEngine.Detectors ?? throw new ConfigurationException(MLNetEngine.HowToGetIt);
}
