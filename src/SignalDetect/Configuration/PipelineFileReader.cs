namespace SignalDetect.Configuration;

/// <summary>Makes a <see cref="PipelineFile"/> of a file and the environment.</summary>
internal static class PipelineFileReader
{
    /// <summary>Reads a pipeline file, which is looked for in the working folder and then beside the program.</summary>
    /// <exception cref="ConfigurationException">The file is not there, or something in it or in the environment is wrong.</exception>
    public static PipelineFile Read(string path, IEnumerable<KeyValuePair<string, string>> environment)
    {
        byte[] json;
        try
        {
            json = System.IO.File.ReadAllBytes(ProgramFiles.Find(path) ?? throw new ConfigurationException($"{path}: there is no such pipeline file"));
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read ({cannot.Message})");
        }

        return Read(path, json, environment);
    }

    /// <summary>Reads the bytes of a pipeline file.</summary>
    public static PipelineFile Read(string path, ReadOnlyMemory<byte> json, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var values = new SettingValues(path);
        SettingsJson.Read(json, values);
        SettingsEnvironment.Read(environment, values);
        return new PipelineFile(
            path, Name(values),
            new KafkaSettings(
                values.Text("kafka.bootstrap"), values.Text("kafka.group") ?? "signaldetect", Topic(values), values.Below(SettingNames.KafkaSettings)),
            Store(values, Lateness(values)), values.Text("preset") ?? "default", values.Text("model"), values.Text("catalogue"),
            values.Word("engine", "native", "native", "mlnet"), values.Word("valueKind", "auto", "auto", "counts", "measurement"),
            Lateness(values), values.Span("dedupe", "10m", "0s", "1d"));
    }

    private static string Name(SettingValues values)
    {
        var name = values.Text("name") ?? throw values.Wrong("name", "is missing; it is part of every id that the pipeline makes");
        return name.Length <= 64 && name.All(IsPlain) ? name : throw values.Wrong("name", "must be at most 64 letters, digits, dots, hyphens and underscores");
    }

    private static string Topic(SettingValues values)
    {
        var topic = values.Text("kafka.topic") ?? "signals";
        return topic.Length <= 200 && topic.All(IsPlain) ? topic : throw values.Wrong("kafka.topic", "must be at most 200 letters, digits, dots, hyphens and underscores");
    }

    private static TimeSpan Lateness(SettingValues values) => values.Span("lateness", "2m", "0s", "1d");

    private static StoreSettings Store(SettingValues values, TimeSpan lateness)
    {
        var kind = values.Word("store.kind", "sqlite", "sqlite", "sqlserver");
        var connection = values.Text("store.connection");
        var retention = new RetentionSettings(
            values.Span("store.retention.minutes", "14d", "1h", "100y"), values.Span("store.retention.quarterHours", "90d", "1h", "100y"),
            values.Span("store.retention.hours", "3y", "1h", "100y"));
        // A minute that may still change must not be rolled up: its last count would find no place any more.
        if (retention.Minutes < lateness + TimeSpan.FromMinutes(1)) throw values.Wrong("store.retention.minutes", "must be longer than lateness by a minute at least");
        if (retention.QuarterHours < retention.Minutes) throw values.Wrong("store.retention.quarterHours", "must not be shorter than store.retention.minutes");
        if (retention.Hours < retention.QuarterHours) throw values.Wrong("store.retention.hours", "must not be shorter than store.retention.quarterHours");
        return new StoreSettings(kind, connection, retention);
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
