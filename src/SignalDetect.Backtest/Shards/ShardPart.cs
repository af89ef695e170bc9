using System.Text.Json;
using System.Text.Json.Serialization;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Shards;

/// <summary>All that a merge needs of a shard but its scores: the content of <c>shard.json</c>.</summary>
/// <param name="Format"><see cref="FormatName"/>.</param>
/// <param name="Version"><see cref="CurrentVersion"/>.</param>
/// <param name="Index">Which shard it is, from 0.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Input">The name of the input, without the folders above it.</param>
/// <param name="InputDigest">Of what every shard reads of it.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="ValueKind">What values were said to be.</param>
/// <param name="Scores">The form of the scores.</param>
/// <param name="Settings">Digests of what else decides what is found.</param>
/// <param name="Streams">Streams of the input, those of other shards among them.</param>
/// <param name="Labels">The labels that all is held against; null without.</param>
/// <param name="Runs">What was found: by the run's own preset, and by each that it is compared with.</param>
internal sealed record ShardPart(
    string Format, int Version, int Index, int Count, string Input, string InputDigest, string Pipeline, ValueKind ValueKind, ScoresForm Scores,
    IReadOnlyDictionary<string, string> Settings, int Streams, IReadOnlyList<Label>? Labels, IReadOnlyList<RunPart> Runs)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "shard.json";

    /// <summary>The name of the file that says where the rows of the scores stand.</summary>
    public const string PlacesName = "scores.places";

    public const string FormatName = "signaldetect-shard";
    public const int CurrentVersion = 1;

    [JsonIgnore]
    public Shard Shard => new(Index, Count);

    public static ShardPart Of(BacktestOptions options, Shard shard, Surveyed survey, string digest, IReadOnlyList<RunPart> runs)
    {
        var title = PageTitle.Of(options);
        return new ShardPart(
            FormatName, CurrentVersion, shard.Index, shard.Count, title.Input, digest, title.Pipeline, options.ValueKind, options.Scores,
            new SortedDictionary<string, string>(options.Settings.ToDictionary(), StringComparer.Ordinal), survey.Streams, survey.Labels, runs);
    }

    /// <summary>Writes it; the last of the folder's files, so that where it is, all are.</summary>
    public void Write(OutputFolder folder)
    {
        using var file = folder.Create(FileName);
        JsonSerializer.Serialize(file, this, ShardJson.Default.ShardPart);
    }

    /// <summary>Reads the one in a folder.</summary>
    /// <exception cref="BadInputException">It is none, or one of another version.</exception>
    public static ShardPart Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var file = File.OpenRead(path);
            var part = JsonSerializer.Deserialize(file, ShardJson.Default.ShardPart);
            return part is { Format: FormatName, Version: CurrentVersion, Index: >= 0 } && part.Index < part.Count ? part : throw Foreign(path);
        }
        catch (JsonException)
        {
            throw Foreign(path);
        }
    }

    private static BadInputException Foreign(string path) => new($"{path}: is not what backtest --shard of this version of the program writes; run the shard again with it");
}

[JsonSerializable(typeof(ShardPart))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class ShardJson : JsonSerializerContext;
