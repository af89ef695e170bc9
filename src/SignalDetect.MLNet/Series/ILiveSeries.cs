using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>One stream in an engine that holds its state itself. For one thread at a time.</summary>
internal interface ILiveSeries : IDisposable
{
    /// <summary>Takes in the next value.</summary>
    MLNetRow Advance(float value);

    /// <summary>The state, such that the same values leave the same bytes.</summary>
    byte[] Save();
}
