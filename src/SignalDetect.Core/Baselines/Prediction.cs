namespace SignalDetect.Core.Baselines;

/// <summary>The predictive of one window, held against its value.</summary>
/// <param name="Expected">Mean of the mixture.</param>
/// <param name="Variance">Variance of the mixture.</param>
/// <param name="Residual">The tail probability as a standard normal; positive is above.</param>
/// <param name="Surprise">-ln of the two-sided tail probability, nats.</param>
internal readonly record struct Prediction(double Expected, double Variance, double Residual, double Surprise);
