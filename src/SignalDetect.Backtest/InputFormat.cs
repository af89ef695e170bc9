namespace SignalDetect.Backtest;

/// <summary>What an input holds.</summary>
public enum InputFormat : byte
{
    /// <summary>CSV of counts or measurements.</summary>
    Series,

    /// <summary>JSON lines of signals.</summary>
    Signals,

    /// <summary>A checkout of the Numenta Anomaly Benchmark, with its labels.</summary>
    Nab,

    /// <summary>Traces of the cloud uptime archive, with their failures as labels, or its report counts.</summary>
    CloudUptime,

    /// <summary>Report counts of services as Downdetector shows them, with what it announced as labels where that is in them.</summary>
    Downdetector,
}

/// <summary>Tells inputs apart.</summary>
public static class InputFormats
{
    /// <summary>The form that a path's extension means; a folder is series.</summary>
    /// <exception cref="BadInputException">There is nothing at the path, or its extension says nothing.</exception>
    public static InputFormat Of(string path)
    {
        if (Directory.Exists(path)) return InputFormat.Series;
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file or folder");
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)) return InputFormat.Signals;
        if (name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) return InputFormat.Series;
        throw new BadInputException($"{path}: the extension does not tell the format; .csv, .csv.gz, .jsonl, .jsonl.gz do, or --format series|signals");
    }
}
