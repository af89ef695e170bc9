using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Incidents;

/// <summary>When a window was judged.</summary>
public enum Phase : byte
{
    /// <summary>While it is open, on what is overwhelming alone.</summary>
    Open,

    /// <summary>At its end.</summary>
    End,

    /// <summary>When it is final, if its count has changed since its end.</summary>
    Correction,
}

/// <summary>One judged window of a stream.</summary>
/// <param name="At">The time in the log at which it was judged, Unix milliseconds.</param>
/// <param name="Start">The window's start, Unix milliseconds.</param>
/// <param name="Value">What was observed.</param>
/// <param name="IsCounts">False for a measurement.</param>
/// <param name="Reporters">Different people within the last minutes; null where there are no reporters, as in a series.</param>
/// <param name="Everyone">Different people since the open incident began.</param>
public readonly record struct JudgedWindow(
    long At, long Start, Phase Phase, double Value, bool IsCounts, long? Reporters, long Everyone, StreamJudgement Judgement);

/// <summary>One judged window of a feature, region, device or kind of the service.</summary>
/// <param name="Stream">The stream's full name.</param>
/// <param name="Member">True for what an incident lists: features and regions.</param>
/// <param name="Discovered">It stands out among all streams of the service judged at the same time.</param>
public readonly record struct JudgedPart(string Stream, bool Member, bool Discovered, double Value, StreamJudgement Judgement);
