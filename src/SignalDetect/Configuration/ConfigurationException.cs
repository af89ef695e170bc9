namespace SignalDetect.Configuration;

/// <summary>A setting, a file or an option is not as it should be; the message is one line that names it and says what would be right. Exit code 2.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
