using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Mentions;

/// <summary>Which service what is said belongs to.</summary>
internal static class PostReading
{
    private const int WordsBefore = 5;     // between a service and what is said of it afterwards
    private const int WordsAfter = 3;      // between what is said of a service and its name
    private const int WordsOfNegation = 1; // between a negation and what it turns round

    /// <summary>True for phrases that say how a service fares.</summary>
    public static bool IsStatement(Find find) => find.Service < 0 && find.Role is PhraseRole.Outage or PhraseRole.OutageOf or PhraseRole.Works;

    /// <summary>What a statement says: an outage, that it works, or, where an outage is denied, neither.</summary>
    public static SignalKind VerdictOf(ReadOnlySpan<Find> finds, int statement)
    {
        bool works = finds[statement].Role == PhraseRole.Works;
        bool negated = statement > 0 && finds[statement - 1] is { Service: < 0, Role: PhraseRole.Negation } before
            && finds[statement].First - before.End <= WordsOfNegation;
        return works == negated ? SignalKind.Mention : works ? SignalKind.Works : SignalKind.Chatter;
    }

    /// <summary>Gives a statement to the services it is about, if any.</summary>
    public static void Attach(MatchBuffer buffer, int statement)
    {
        SignalKind verdict = VerdictOf(buffer.Finds, statement);
        bool after = buffer.Finds[statement].Role == PhraseRole.OutageOf && TryAfter(buffer, statement, verdict);
        if (after || TryBefore(buffer, statement, verdict) || TryAfter(buffer, statement, verdict)) return;
        if (buffer.OnlyService >= 0) buffer.Say(buffer.OnlyService, verdict);
    }

    private static bool TryBefore(MatchBuffer buffer, int statement, SignalKind verdict)
    {
        ReadOnlySpan<Find> finds = buffer.Finds;
        int start = finds[statement].First, reach = start;
        bool any = false;
        for (int i = statement - 1; i >= 0; i--)
        {
            Find find = finds[i];
            bool touches = find.End == reach;
            if (any ? !touches : start - find.End > WordsBefore) break;
            if (find.Service < 0)
            {
                if (touches && IsLink(find)) reach = find.First;
                else if (any) break;
            }
            else if (touches || !find.Ordinary)
            {
                buffer.Say(find.Service, verdict);
                any = true;
                reach = find.First;
            }
        }
        return any;
    }

    private static bool TryAfter(MatchBuffer buffer, int statement, SignalKind verdict)
    {
        ReadOnlySpan<Find> finds = buffer.Finds;
        int end = finds[statement].End, reach = end;
        bool any = false;
        for (int i = statement + 1; i < finds.Length; i++)
        {
            Find find = finds[i];
            bool touches = find.First == reach;
            if (any ? !touches : find.First - end > WordsAfter) break;
            if (find.Service < 0)
            {
                if (touches && IsLink(find)) reach = find.End;
                else if (any) break;
            }
            else if (touches || !find.Ordinary)
            {
                buffer.Say(find.Service, verdict);
                any = true;
                reach = find.End;
            }
        }
        return any;
    }

    private static bool IsLink(Find find) => find.Role is PhraseRole.Joiner or PhraseRole.Filler or PhraseRole.Negation;
}
