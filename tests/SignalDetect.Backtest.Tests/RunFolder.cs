using System.IO.Compression;
using System.Text;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests;

/// <summary>A folder of its own for one test: inputs go in, a backtest runs, outputs are read.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("backtest-").FullName;

    public string Out => Path.Combine(root, "out");

    public string Path_(string name) => Path.Combine(root, name);

    /// <summary>Writes a file; one that ends with .gz is packed.</summary>
    public string Write(string name, string text) => WriteBytes(name, Encoding.UTF8.GetBytes(text));

    public string WriteBytes(string name, byte[] bytes)
    {
        var path = Path_(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Stream file = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
        file.Write(bytes);
        return path;
    }

    /// <summary>Runs a backtest of a file or folder.</summary>
    public Task<BacktestResult> RunAsync(string input, Func<BacktestOptions, BacktestOptions>? change = null, CancellationToken cancel = default)
    {
        var options = new BacktestOptions { Input = input, Out = Out, Setup = Setups.Default("backtest"), Cores = 2 };
        return new Backtester(new StoppedClock()).RunAsync(change?.Invoke(options) ?? options, null, cancel);
    }

    /// <summary>Runs a backtest of one file with this text and gives the rows of its scores.</summary>
    public async Task<IReadOnlyList<ScoresLine>> ScoresAsync(string text, string name = "one.csv", Func<BacktestOptions, BacktestOptions>? change = null)
    {
        await RunAsync(Write(name, text), change);
        return Scores();
    }

    /// <summary>The rows of the scores, without the header.</summary>
    public IReadOnlyList<ScoresLine> Scores() => [.. Read("scores.csv").Split('\n')[1..^1].Select(ScoresLine.Parse)];

    public string Read(string name) => File.ReadAllText(Path.Combine(Out, name));

    public byte[] ReadBytes(string name) => File.ReadAllBytes(Path.Combine(Out, name));

    /// <summary>Unpacks a file of the output.</summary>
    public string Unpack(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Out, name)), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}

/// <summary>A row of scores.csv as text.</summary>
internal sealed record ScoresLine(
    string Timestamp, string Stream, string Value, string Expected, string Lower, string Upper, string Score, string PValue, string Alert, string Incident)
{
    public static ScoresLine Parse(string line)
    {
        var f = line.Split(',');
        Assert.Equal(10, f.Length);
        return new ScoresLine(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]);
    }
}
