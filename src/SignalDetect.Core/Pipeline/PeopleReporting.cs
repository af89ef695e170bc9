using SignalDetect.Core.Incidents;
using SignalDetect.Core.Windows;

namespace SignalDetect.Core.Pipeline;

/// <summary>How many different people report a service: lately, and since an incident began.</summary>
/// <param name="span">What lately means, milliseconds.</param>
internal sealed class PeopleReporting(long span)
{
    private ReporterSet? during;

    /// <summary>Different people since the open incident began; 0 without one.</summary>
    public long Everyone => during?.Count ?? 0;

    /// <summary>Different people in the windows up to <paramref name="start"/>; one that gives no reporter counts as a person of its own.</summary>
    public long Lately(long start, SortedDictionary<long, Window> windows)
    {
        var reporters = new ReporterSet();
        long anonymous = 0;
        foreach (var window in windows.Values)
        {
            if (window.Start > start || window.Start + span <= start) continue;
            anonymous += window.Anonymous;
            if (window.Reporters(StreamKey.Total) is { } some) reporters.Union(some);
        }

        return reporters.Count + anonymous;
    }

    /// <summary>Adds a judged window to the people of the open incident; the windows before it belong to it too.</summary>
    public void See(Window? window, IncidentState state, SortedDictionary<long, Window> windows)
    {
        if (state == IncidentState.None)
        {
            during = null;
            return;
        }

        if (during is null)
        {
            during = new ReporterSet();
            foreach (var earlier in windows.Values) Add(earlier);
        }

        if (window is not null) Add(window);
    }

    public void Save(BinaryWriter to)
    {
        to.Write(during is not null);
        during?.Save(to);
    }

    public void Load(BinaryReader from) => during = from.ReadBoolean() ? ReporterSet.Load(from) : null;

    private void Add(Window window)
    {
        if (window.Reporters(StreamKey.Total) is { } some) during!.Union(some);
    }
}
