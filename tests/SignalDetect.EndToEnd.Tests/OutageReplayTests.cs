using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SignalDetect.Configuration;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Simulation;
using Xunit;

namespace SignalDetect.EndToEnd.Tests;

/// <summary>The demo's signals hold what the demo says of them.</summary>
public sealed class OutageReplayTests
{
    private static readonly PipelineSetup Setup = PipelineParts.Setup(PipelineFileReader.Read("pipelines/demo.json", []));

    [Fact]
    public void Lines_Twice_AreTheSame() => Assert.Equal(Digest(), Digest());

    [Fact]
    public void Lines_Whole_HoldEveryKindOfSignalAndOutcome()
    {
        var reader = new SignalReader(Setup.Catalogue, Setup.Matcher, (long)Setup.Lateness.TotalMilliseconds);
        var reasons = new Dictionary<DeadLetterReason, int>();
        var kinds = new Dictionary<SignalKind, int>();
        var services = new HashSet<int>();
        int lines = 0, unmatched = 0, two = 0, before = 0, night = 0;
        long time = 0;
        foreach (var line in new OutageReplay(Setup.Catalogue).Lines())
        {
            lines++;
            time = Math.Max(time, At(line) ?? 0);
            var read = reader.Read(line, time, time, forwarded: false);
            if (read.Outcome == ReadOutcome.Dead) reasons[read.Reason] = reasons.GetValueOrDefault(read.Reason) + 1;
            if (read.Outcome == ReadOutcome.Unmatched) unmatched++;
            if (read.Outcome != ReadOutcome.Parts) continue;
            if (reader.Parts.Length == 2) two++;
            foreach (var part in reader.Parts)
            {
                services.Add(part.Service);
                kinds[part.Kind] = kinds.GetValueOrDefault(part.Kind) + 1;
                if (Setup.Catalogue.Services[part.Service].Id != SimulatedService.Failing || part.Kind != SignalKind.Report) continue;
                if (part.At < OutageCourse.Onset) before++;
                else if (part.At < OutageCourse.Onset + 12 * 3_600_000) night++;
            }
        }

        Assert.InRange(lines, 250_000, 400_000);
        Assert.Equal(Setup.Catalogue.Count, services.Count);
        Assert.Equal(
            [DeadLetterReason.TooLarge, DeadLetterReason.NotJson, DeadLetterReason.MissingField, DeadLetterReason.BadField, DeadLetterReason.UnknownService, DeadLetterReason.Late],
            reasons.Keys.Order());
        Assert.Equal(
            [SignalKind.Report, SignalKind.Mention, SignalKind.Works, SignalKind.Count, SignalKind.Official, SignalKind.Probe, SignalKind.News, SignalKind.Chatter], kinds.Keys.Order());
        Assert.Equal(2, kinds[SignalKind.Official]);
        Assert.InRange(unmatched, 1_000, 20_000);
        Assert.InRange(two, 500, 10_000);
        Assert.InRange(night, 35_000, 45_000);
        Assert.InRange(before, 2_000, 20_000);
    }

    [Fact]
    public void Rate_Course_IsMinorFirstAndOverInTwoDays()
    {
        double Rate(double hours) => Place.All.Sum(place => OutageCourse.Rate(place, OutageCourse.Onset + (long)(hours * 3_600_000)));

        Assert.Equal(0, Rate(-.1));
        Assert.InRange(Rate(1), .01, 1);
        Assert.InRange(Rate(2.5), .5, 6);
        Assert.InRange(Rate(7.2), 80, 200);
        Assert.True(Rate(30) > 20);
        Assert.InRange(Rate(49.5), 0, 1);
    }

    private static string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in new OutageReplay(Setup.Catalogue).Lines().Take(40_000)) hash.AppendData(line);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static long? At(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("at", out var at) && DateTimeOffset.TryParse(at.GetString(), CultureInfo.InvariantCulture, out var time) && !at.GetString()!.Contains(" at ", StringComparison.Ordinal)
                ? time.ToUnixTimeMilliseconds()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
