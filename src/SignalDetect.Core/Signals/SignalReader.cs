using System.Buffers;
using System.Buffers.Binary;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Mentions;

namespace SignalDetect.Core.Signals;

/// <summary>What became of a line.</summary>
public enum ReadOutcome : byte { Dead, Tick, Parts, Unmatched }

/// <summary>What became of a line, and the event time that it gives.</summary>
/// <param name="Reason">Why it is dead; none otherwise.</param>
/// <param name="At">Event time, Unix milliseconds; 0 where it gives none.</param>
/// <param name="IsServiceTick">True for a tick that a service wrote.</param>
public readonly record struct ReadResult(ReadOutcome Outcome, DeadLetterReason Reason, long At, bool IsServiceTick = false);

/// <summary>Reads lines one after the other: checks them, resolves names, matches posts. One for each partition; not for several threads.</summary>
/// <param name="catalogue">The known services.</param>
/// <param name="matcher">Matches posts against the same catalogue.</param>
/// <param name="latenessMs">How long after its end a one-minute window is still open, milliseconds.</param>
public sealed class SignalReader(ServiceCatalogue catalogue, Matcher matcher, long latenessMs)
{
    /// <summary>The source that a service gives in its own ticks.</summary>
    public static ReadOnlySpan<byte> ServiceSource => "signaldetect"u8;

    private const long WindowMs = 60_000;
    private const long FutureMs = 5 * 60_000;
    private const uint IdentitySeed = 1;
    private const uint ReporterSeed = 2;

    private readonly SignalParser _parser = new();
    private readonly MatchBuffer _matches = new();
    private readonly byte[] _identity = new byte[sizeof(int) + ((32 + 128) * 4)];
    private Part[] _parts = new Part[8];
    private int _partCount;

    /// <summary>The parts of the last line, in ascending order of services, one for each; valid until the next.</summary>
    public ReadOnlySpan<Part> Parts => _parts.AsSpan(0, _partCount);

    /// <summary>Reads one line.</summary>
    /// <param name="line">Its bytes, without the newline.</param>
    /// <param name="arrival">The record's timestamp where the signal was first read, Unix milliseconds.</param>
    /// <param name="partitionTime">The partition's time, this record included, Unix milliseconds.</param>
    /// <param name="forwarded">Another partition has checked and matched it: neither its time nor its text is judged again.</param>
    public ReadResult Read(ReadOnlySpan<byte> line, long arrival, long partitionTime, bool forwarded)
    {
        _partCount = 0;
        DeadLetterReason reason = _parser.Parse(line, forwarded);
        long at = _parser.At;
        if (reason != DeadLetterReason.None) return Dead(reason, at);
        if (_parser.Kind == SignalKind.Tick)
            return new ReadResult(ReadOutcome.Tick, DeadLetterReason.None, at, _parser.Text(SignalField.Source).SequenceEqual(ServiceSource));
        int service = -1;
        if (_parser.Has(SignalField.Service))
        {
            service = catalogue.FindService(_parser.Text(SignalField.Service));
            if (service < 0) return Dead(DeadLetterReason.UnknownService, at);
        }
        if (!forwarded && IsFuture(at, arrival)) return Dead(DeadLetterReason.Future, at);
        if (!forwarded && partitionTime >= WindowEnd(at) + latenessMs) return Dead(DeadLetterReason.Late, at);
        Resolve(service, arrival, forwarded);
        return new ReadResult(_partCount > 0 ? ReadOutcome.Parts : ReadOutcome.Unmatched, DeadLetterReason.None, at);
    }

    /// <summary>True where an event time is too far after the arrival to be one.</summary>
    public static bool IsFuture(long at, long arrival) => at > arrival + FutureMs;

    /// <summary>Writes the last line as a signal about one of its parts: reading that as forwarded gives the same part. One line, without the newline.</summary>
    public void WriteForward(IBufferWriter<byte> to, int part) => SignalForward.Write(to, _parser, catalogue, _parts[part]);

    private static ReadResult Dead(DeadLetterReason reason, long at) => new(ReadOutcome.Dead, reason, at);

    private static long WindowEnd(long at) => at - (((at % WindowMs) + WindowMs) % WindowMs) + WindowMs;

    private void Resolve(int service, long arrival, bool forwarded)
    {
        Part shared = Shared(arrival);
        if (_parser.Kind != SignalKind.Mention)
        {
            Add(shared, new ServiceMatch(service, -1, _parser.Kind));
        }
        else if (forwarded && SignalNames.TryVerdict(_parser.Text(SignalField.Matched), out SignalKind verdict))
        {
            Add(shared, new ServiceMatch(service, -1, verdict));
        }
        else if (service >= 0)
        {
            Add(shared, matcher.MatchOne(_parser.Text(SignalField.Text), service, _matches));
        }
        else
        {
            matcher.Match(_parser.Text(SignalField.Text), _matches);
            foreach (ServiceMatch match in _matches.Matches) Add(shared, match);
        }
    }

    private Part Shared(long arrival) => new(
        -1, _parser.Kind, _parser.State, _parser.Count, -1,
        _parser.Has(SignalField.Device) ? catalogue.FindDevice(_parser.Text(SignalField.Device)) : (short)-1,
        _parser.Has(SignalField.Region) ? catalogue.FindRegion(_parser.Text(SignalField.Region)) : -1,
        _parser.At, arrival, Identity(), Reporter());

    private void Add(Part shared, ServiceMatch match)
    {
        if (_partCount == _parts.Length) Array.Resize(ref _parts, _partCount * 2);
        bool given = _parser.Has(SignalField.Feature);
        bool isNews = match.Verdict == SignalKind.Mention && _parser.Text(SignalField.Source).SequenceEqual("news"u8);
        _parts[_partCount++] = shared with
        {
            Service = match.Service,
            Kind = isNews ? SignalKind.News : match.Verdict,
            Feature = given ? catalogue.FindFeature(match.Service, _parser.Text(SignalField.Feature)) : isNews ? (short)-1 : match.Feature,
        };
    }

    // The source's length stands first, so that no two pairs of source and id read alike.
    private UInt128 Identity()
    {
        ReadOnlySpan<byte> source = _parser.Text(SignalField.Source), id = _parser.Text(SignalField.Id);
        BinaryPrimitives.WriteInt32LittleEndian(_identity, source.Length);
        source.CopyTo(_identity.AsSpan(sizeof(int)));
        id.CopyTo(_identity.AsSpan(sizeof(int) + source.Length));
        return Murmur3.Hash(_identity.AsSpan(0, sizeof(int) + source.Length + id.Length), IdentitySeed);
    }

    private ulong Reporter()
    {
        if (!_parser.Has(SignalField.Reporter)) return 0;
        ulong hash = (ulong)Murmur3.Hash(_parser.Text(SignalField.Reporter), ReporterSeed);
        return hash == 0 ? 1 : hash;
    }
}
