using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using SignalDetect.Configuration;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Signals;

namespace SignalDetect.Commands;

/// <summary><c>match</c>: which services posts name, whether somebody cannot use them, and what fails.</summary>
internal static class MatchCommand
{
    private static readonly JsonWriterOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Surroundings around)
    {
        var input = new Option<string?>("--input") { Description = "JSON lines {\"id\",\"text\"}, packed where the name ends in .gz; standard input where it is not given", HelpName = "FILE" };
        var explain = new Option<bool>("--explain") { Description = "Say which words said what" };
        var command = new Command("match", "Says of each post which services it names, whether somebody cannot use them now, and what fails.") { input, explain };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(input), parsed.GetValue(explain), around, stop));
        return command;
    }

    private static async Task<int> RunAsync(string? path, bool explain, Surroundings around, CancellationToken stop)
    {
        var catalogue = PipelineParts.Catalogue(null, "models");
        var matcher = new Matcher(catalogue, Lexicon.LoadAll(ProgramFiles.Path("models", "lexicon")));
        var file = path is null ? null : InputFile.Open(path);
        await using var closed = file;
        using StreamReader lines = new(file?.Content ?? Console.OpenStandardInput(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16);
        MatchBuffer buffer = new();
        var number = 0;
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var (id, text) = Parse(line, path ?? "standard input", number);
            matcher.Match(Encoding.UTF8.GetBytes(text), buffer);
            await around.Output.WriteLineAsync(Row(id, catalogue, explain ? matcher.Explain(buffer) : null, buffer));
        }

        return ExitCode.Done;
    }

    private static (string Id, string Text) Parse(string line, string file, int number)
    {
        try
        {
            using var post = JsonDocument.Parse(line);
            return (Field(post.RootElement, "id"), Field(post.RootElement, "text"));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new ConfigurationException($"{file} line {number}: is not a post; an object with a text \"id\" and a text \"text\" would be right");
        }
    }

    private static string Field(JsonElement post, string name) =>
        post.TryGetProperty(name, out var value) && value.GetString() is { } text ? text : throw new JsonException();

    private static string Row(string id, ServiceCatalogue catalogue, IEnumerable<SaidWords>? words, MatchBuffer buffer)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Written))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteStartArray("mentions");
            foreach (var match in buffer.Matches)
            {
                var service = catalogue.Services[match.Service];
                json.WriteStartObject();
                json.WriteString("service", service.Id);
                json.WriteString("feature", match.Feature < 0 ? null : service.Features[match.Feature]);
                json.WriteBoolean("outage", match.Verdict == SignalKind.Mention);
                if (words is not null) json.WriteString("kind", match.Verdict.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (words is not null) Explain(json, words);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Explain(Utf8JsonWriter json, IEnumerable<SaidWords> words)
    {
        json.WriteStartArray("words");
        foreach (var (said, says) in words)
        {
            json.WriteStartObject();
            json.WriteString("words", said);
            json.WriteString("says", says);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
