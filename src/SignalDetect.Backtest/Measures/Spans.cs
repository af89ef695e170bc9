using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Measures;

/// <summary>Spans of time that do not overlap, asked about moments that only rise.</summary>
internal sealed class Spans
{
    private readonly (long From, long To)[] spans;
    private int next;

    private Spans((long From, long To)[] spans) => this.spans = spans;

    /// <summary>The spans of some labels, both ends included; those that overlap are one.</summary>
    public static Spans Of(IEnumerable<Label> labels, Func<Label, (long From, long To)> span) => new([.. Merged(labels.Select(span))]);

    /// <summary>The spans in the order of time; those that overlap are one.</summary>
    public static IEnumerable<(long From, long To)> Merged(IEnumerable<(long From, long To)> spans)
    {
        (long From, long To)? open = null;
        foreach (var span in spans.OrderBy(one => one.From).ThenBy(one => one.To))
        {
            if (open is { } before && span.From <= before.To) open = before with { To = Math.Max(before.To, span.To) };
            else
            {
                if (open is { } done) yield return done;
                open = span;
            }
        }

        if (open is { } last) yield return last;
    }

    /// <summary>True when a span holds the moment, which is not before the one asked for before.</summary>
    public bool Hold(long moment)
    {
        while (next < spans.Length && spans[next].To < moment) next++;
        return next < spans.Length && spans[next].From <= moment;
    }
}
