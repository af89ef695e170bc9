namespace SignalDetect.Backtest.Report;

/// <summary>A row as a chart shows it.</summary>
/// <param name="Time">Start of its window, Unix milliseconds.</param>
/// <param name="Value">What was observed.</param>
/// <param name="Expected">Mean of the predictive; NaN where nothing is known yet, as the two bounds.</param>
/// <param name="Lower">Lower end of the central 99 %.</param>
/// <param name="Upper">Upper end of the central 99 %.</param>
/// <param name="Score">The decision's evidence, 0 to 1.</param>
/// <param name="PValue">The calibrated p-value; NaN where there is none.</param>
internal readonly record struct ChartRow(long Time, float Value, float Expected, float Lower, float Upper, float Score, float PValue);
