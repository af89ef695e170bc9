namespace SignalDetect.Configuration;

/// <summary>
/// Settings in environment variables: <c>SIGNALDETECT__STORE__CONNECTION</c> is <c>store.connection</c>, in any case. Below <c>kafka.settings</c> an underscore
/// stands for a dot, which few shells take in a name: <c>SIGNALDETECT__KAFKA__SETTINGS__SASL_PASSWORD</c>.
/// </summary>
internal static class SettingsEnvironment
{
    private const string Prefix = "SIGNALDETECT__";

    /// <summary>The program's environment.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfProcess() =>
        from System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables()
        select new KeyValuePair<string, string>((string)entry.Key, (string?)entry.Value ?? "");

    /// <summary>Sets what the variables say over what the file says.</summary>
    /// <exception cref="ConfigurationException">A variable begins with the prefix and names no setting.</exception>
    public static void Read(IEnumerable<KeyValuePair<string, string>> variables, SettingValues to)
    {
        foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var path = name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal);
            to.Set(Known(path) ?? throw new ConfigurationException($"{name}: names no setting ({SettingNames.Hint(path.ToLowerInvariant())})"), new SettingValue(value, name));
        }
    }

    private static string? Known(string path)
    {
        if (path.StartsWith(SettingNames.KafkaSettings + '.', StringComparison.OrdinalIgnoreCase) && path.Length > SettingNames.KafkaSettings.Length + 1)
            return SettingNames.KafkaSettings + path[SettingNames.KafkaSettings.Length..].ToLowerInvariant().Replace('_', '.');
        return SettingNames.All.FirstOrDefault(name => name.Equals(path, StringComparison.OrdinalIgnoreCase));
    }
}
