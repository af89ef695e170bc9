using SignalDetect.Core.Pipeline;

namespace SignalDetect.Core.Incidents;

/// <summary>One outage of one service as it stands now.</summary>
internal sealed class Incident
{
    public required string Id { get; init; }
    public int Revision { get; set; }
    public IncidentState State { get; set; }

    /// <summary>1 for too many reports, -1 for too few.</summary>
    public int Direction { get; set; } = 1;

    public long StartedAt { get; set; }
    public long DetectedAt { get; set; }
    public long? ConfirmedAt { get; set; }
    public long? RecoveringAt { get; set; }

    /// <summary>While it recovers: since when nothing was high.</summary>
    public long QuietSince { get; set; }

    /// <summary>What the windows since then showed together, and what they should have.</summary>
    public (double Value, double Expected) Quiet { get; set; }

    public long? ResolvedAt { get; set; }

    /// <summary>When what the detector itself took for an outage was first over: from then on it is remembered, however often it comes again meanwhile.</summary>
    public long? RememberedFrom { get; set; }

    public long? AcknowledgedAt { get; set; }
    public long? PeakAt { get; set; }
    public double PeakRate { get; set; }
    public double ExpectedRate { get; set; }

    /// <summary>The peak as the last revision told it.</summary>
    public double ToldPeak { get; set; }

    /// <summary>The members as the last revision told them.</summary>
    public string ToldMembers { get; set; } = "";

    public long Reporters { get; set; }
    public string Explanation { get; set; } = "{}";

    /// <summary>The features and regions that were hit, by stream name, and when each last stood out.</summary>
    public SortedDictionary<string, long> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The features and regions that left the incident again.</summary>
    public SortedSet<string> Left { get; } = new(StringComparer.Ordinal);

    /// <summary>Those that are hit now; all that were hit once it is over.</summary>
    public IEnumerable<string> Hit => State.IsOpen() ? Members.Keys.Where(stream => !Left.Contains(stream)) : Members.Keys;

    /// <summary>Lifts the peak to a window's rate.</summary>
    public void SeePeak(long start, double rate, double expected)
    {
        if (PeakAt is not null && Direction * rate <= Direction * PeakRate) return;
        (PeakAt, PeakRate, ExpectedRate) = (start, rate, expected);
    }

    /// <summary>How bad it is: by how many times the peak is above the expected.</summary>
    public string Severity
    {
        get
        {
            var ratio = (Math.Max(0, PeakRate) + 1) / (Math.Max(0, ExpectedRate) + 1);
            return Direction < 0 || ratio < 5 ? "minor" : ratio < 20 ? "major" : "critical";
        }
    }

    public IncidentRow ToRow(string pipeline, string service) => new(
        Id, Revision, pipeline, service, State.Name(), Severity, StartedAt, DetectedAt, ConfirmedAt, RecoveringAt, ResolvedAt, AcknowledgedAt, PeakAt,
        PeakRate, ExpectedRate, Reporters, Names("/feature="), Names("/region="), null, null, Explanation);

    public void Save(BinaryWriter to)
    {
        to.Write(Id);
        to.Write(Revision);
        to.Write((byte)State);
        to.Write(Direction);
        to.Write(StartedAt);
        to.Write(DetectedAt);
        foreach (var time in new[] { ConfirmedAt, RecoveringAt, ResolvedAt, RememberedFrom, AcknowledgedAt, PeakAt }) to.Write(time ?? long.MinValue);
        to.Write(QuietSince);
        to.Write(Quiet.Value);
        to.Write(Quiet.Expected);
        to.Write(PeakRate);
        to.Write(ExpectedRate);
        to.Write(ToldPeak);
        to.Write(ToldMembers);
        to.Write(Reporters);
        to.Write(Explanation);
        to.Write(Members.Count);
        foreach (var (stream, last) in Members)
        {
            to.Write(stream);
            to.Write(last);
            to.Write(Left.Contains(stream));
        }
    }

    public static Incident Load(BinaryReader from)
    {
        var incident = new Incident
        {
            Id = from.ReadString(), Revision = from.ReadInt32(), State = (IncidentState)from.ReadByte(), Direction = from.ReadInt32(),
            StartedAt = from.ReadInt64(), DetectedAt = from.ReadInt64(), ConfirmedAt = Time(from), RecoveringAt = Time(from), ResolvedAt = Time(from),
            RememberedFrom = Time(from), AcknowledgedAt = Time(from), PeakAt = Time(from), QuietSince = from.ReadInt64(), Quiet = (from.ReadDouble(), from.ReadDouble()), PeakRate = from.ReadDouble(), ExpectedRate = from.ReadDouble(), ToldPeak = from.ReadDouble(),
            ToldMembers = from.ReadString(), Reporters = from.ReadInt64(), Explanation = from.ReadString(),
        };
        for (var count = from.ReadInt32(); count > 0; count--)
        {
            var stream = from.ReadString();
            incident.Members.Add(stream, from.ReadInt64());
            if (from.ReadBoolean()) incident.Left.Add(stream);
        }

        return incident;
    }

    private static long? Time(BinaryReader from) => from.ReadInt64() is var time && time == long.MinValue ? null : time;

    private string Names(string dimension) => Explanations.Names(
        Hit.Where(stream => stream.Contains(dimension, StringComparison.Ordinal))
            .Select(stream => stream[(stream.IndexOf(dimension, StringComparison.Ordinal) + dimension.Length)..]));
}
