namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>ML.NET's own row for one value.</summary>
/// <param name="Alert">Its alert.</param>
/// <param name="RawScore">The value itself, or how far it is from a forecast.</param>
/// <param name="PValue">Its p-value; NaN for a NaN.</param>
/// <param name="Martingale">The martingale of a change point; 0 for a spike.</param>
public readonly record struct MLNetRow(bool Alert, double RawScore, double PValue, double Martingale);

/// <summary>A detector of ML.NET's catalogue: beside its score of residuals it gives ML.NET's own row for the values of any series.</summary>
public interface IMLNetDetector : IDetector
{
    /// <summary>Takes in the next value of each of many streams, whose states lie one behind the other, and gives ML.NET's rows.</summary>
    /// <param name="states"><see cref="IDetector.StateLength"/> numbers a stream.</param>
    /// <param name="values">One value a stream; single precision is what ML.NET sees of it. A NaN changes nothing.</param>
    /// <param name="rows">One row a stream.</param>
    void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows);
}
