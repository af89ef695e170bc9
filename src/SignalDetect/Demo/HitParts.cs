using SignalDetect.Core.Pipeline;

namespace SignalDetect.Demo;

/// <summary>Tells from the notes of incidents which features and regions have joined and which have left.</summary>
internal sealed class HitParts
{
    private const string Begin = "hit: ";
    private readonly Dictionary<string, SortedSet<string>> known = new(StringComparer.Ordinal);

    /// <summary>What has changed; null for a note about something else.</summary>
    public (IReadOnlyList<string> Joined, IReadOnlyList<string> Left)? Read(IncidentEventRow change)
    {
        if (!change.Note.StartsWith(Begin, StringComparison.Ordinal)) return null;
        var before = known.GetValueOrDefault(change.IncidentId) ?? [];
        var now = new SortedSet<string>(change.Note[Begin.Length..].Split(',').Where(part => part.Contains('=')).Select(part => part[(part.IndexOf('=') + 1)..]), StringComparer.Ordinal);
        known[change.IncidentId] = now;
        return ([.. now.Except(before)], [.. before.Except(now)]);
    }
}
