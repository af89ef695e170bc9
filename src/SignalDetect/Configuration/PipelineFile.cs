namespace SignalDetect.Configuration;

/// <summary>A pipeline as its file and the environment state it, every value checked.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Name">Part of every id that the pipeline makes.</param>
/// <param name="Preset">The name of a preset, or the path of its file.</param>
/// <param name="Model">The path of a model file; null for none.</param>
/// <param name="Catalogue">The path of the services; null for the ones that come with the program.</param>
/// <param name="Engine"><c>native</c> or <c>mlnet</c>.</param>
/// <param name="ValueKind"><c>auto</c>, <c>counts</c> or <c>measurement</c>.</param>
/// <param name="Lateness">A window is final so long after its end.</param>
/// <param name="Dedupe">A signal that arrives again within this time is a duplicate.</param>
internal sealed record PipelineFile(
    string File, string Name, KafkaSettings Kafka, StoreSettings Store, string Preset, string? Model, string? Catalogue, string Engine, string ValueKind,
    TimeSpan Lateness, TimeSpan Dedupe);

/// <summary>Where signals come from.</summary>
/// <param name="Bootstrap">Addresses of brokers; null where the file has none, which only a command without Kafka can do with.</param>
/// <param name="Group">The consumer group.</param>
/// <param name="Topic">The topic of signals.</param>
/// <param name="Settings">The Kafka client's own settings.</param>
internal sealed record KafkaSettings(string? Bootstrap, string Group, string Topic, IReadOnlyDictionary<string, string> Settings);

/// <summary>Where rows are kept.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>sqlserver</c>.</param>
/// <param name="Connection">SQLite: a path; SQL Server: a connection string. Null where the file has none.</param>
internal sealed record StoreSettings(string Kind, string? Connection, RetentionSettings Retention);

/// <summary>How long counts are kept in windows of a minute, of 15 minutes and of an hour.</summary>
internal sealed record RetentionSettings(TimeSpan Minutes, TimeSpan QuarterHours, TimeSpan Hours);
