namespace SignalDetect.Core.Baselines;

/// <summary>
/// Where each number of a stream stands. The fast part is what every window changes; the profile is what one window changes in four cells. Both are flat
/// doubles, never NaN, and their copy is a save. "Decayed" sums lose a little at every window that teaches them.
/// </summary>
internal static class StreamLayout
{
    // The level: decayed sum and weight of the values.
    public const int LevelSum = 0;
    public const int LevelWeight = 1;

    // One of each for the three baselines (level, day, week): decayed log-likelihood; decayed excess variance and its weight (counts),
    // or decayed squared residual and its weight (measurements).
    public const int LogLikelihood = 2;
    public const int SpreadSum = 5;
    public const int SpreadWeight = 8;

    // What the last judged window saw, for Learn: each baseline's mean and standard deviation, and its log-likelihood less the best one's.
    public const int Mean = 11;
    public const int Deviation = 14;
    public const int Likelihood = 17;

    // Windows judged; 1 once the stream is a measurement; the last value.
    public const int Seen = 20;
    public const int IsMeasurement = 21;
    public const int Last = 22;

    // Incident: windows spent in it, and how much of it stands far above the baseline (0 to 1).
    public const int Frozen = 23;
    public const int FarAbove = 24;

    // News: the recent peak of the evidence, faded.
    public const int Peak = 25;

    // The evidence against its own past; the window's surprise against its own past.
    public const int EvidenceTail = 26;
    public const int WindowTail = 29;

    /// <summary>Everything above, which every preset has.</summary>
    public const int BaseLength = 32;

    // The other views of the default detector, at the offset at which its state begins. Tails are (exceedances, windows, mean excess).
    public const int SumCount = 0;
    public const int SumLast = 1;   // the last eight residuals, the newest first
    public const int SumInflation = 9;
    public const int SumTails = 12;
    public const int StepSum = 21;
    public const int StepWeight = 22;
    public const int StepTail = 23;
    public const int SurpriseFast = 26;
    public const int SurpriseMean = 27;
    public const int SurpriseVariance = 28;
    public const int SurpriseCount = 29;
    public const int SurpriseTail = 30;
    public const int FastSum = 33;
    public const int FastWeight = 34;
    public const int FastSpread = 35;
    public const int FastSpreadWeight = 36;
    public const int FastTail = 37;
    public const int ViewsLength = 40;

    /// <summary>Hours of the week.</summary>
    public const int Hours = 168;

    // The profile: for each day slot, then for each hour of the week from Thursday 00:00 UTC (the epoch's), a decayed sum and its weight.
    public static int DaySum(int slot) => 2 * slot;
    public static int HourSum(int slots, int hour) => 2 * (slots + hour);
    public static int ProfileLength(int slots) => 2 * (slots + Hours);
}
