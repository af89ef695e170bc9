namespace SignalDetect.Core.Detectors;

/// <summary>What a preset says of one window of one stream.</summary>
/// <param name="Expected">Mean of the predictive, in the window's unit. NaN where nothing is known yet (then <paramref name="PValue"/> is NaN too).</param>
/// <param name="Lower">Lower end of the central 99 % of the predictive.</param>
/// <param name="Upper">Upper end of the central 99 % of the predictive.</param>
/// <param name="Residual">The tail probability under the predictive as a standard normal; positive is above the expected.</param>
/// <param name="Surprise">-ln of the two-sided tail probability (nats).</param>
/// <param name="Evidence">The primary detector's evidence, nats, undamped.</param>
/// <param name="Score">The decision's evidence in [0, 1]; grows with the news in this window.</param>
/// <param name="PValue">Calibrated probability of evidence at least as strong on a quiet stream.</param>
/// <param name="Raised">The primary detector raises, or escalates, an alarm in this window.</param>
/// <param name="Hot">The evidence is as strong as an alarm's, whether or not it is news.</param>
/// <param name="Witnesses">Bit i is set in the window in which the i-th witness of the preset begins to speak: its evidence comes up to an alarm's.</param>
public readonly record struct StreamJudgement(
    double Expected, double Lower, double Upper, double Residual, double Surprise, double Evidence, double Score, double PValue, bool Raised, bool Hot,
    uint Witnesses)
{
    /// <summary>Nothing is known yet: no expectation, no p-value, no evidence.</summary>
    public static StreamJudgement Unknown { get; } = new(double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, double.NaN, false, false, 0);
}
