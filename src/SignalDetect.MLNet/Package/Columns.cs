using Microsoft.ML.Data;

namespace SignalDetect.MLNet.Package;

/// <summary>The names of the columns, as ML.NET reads them off the types below.</summary>
internal static class Columns
{
    public const string Input = nameof(InputRow.Value);
    public const string Output = nameof(TripleRow.Prediction);
}

/// <summary>One value of a series.</summary>
internal sealed class InputRow
{
    public float Value { get; set; }
}

/// <summary>One value of a whole series.</summary>
internal sealed class DoubleRow
{
    public double Value { get; set; }
}

/// <summary>A detector's row of three numbers.</summary>
internal sealed class TripleRow
{
    [VectorType(3)]
    public double[] Prediction { get; set; } = [];
}

/// <summary>A change point's row: alert, raw score, p-value, martingale.</summary>
internal sealed class ChangePointRow
{
    [VectorType(4)]
    public double[] Prediction { get; set; } = [];
}

/// <summary>SR-CNN's row with an expected value.</summary>
internal sealed class ExpectedRow
{
    [VectorType(4)]
    public double[] Prediction { get; set; } = [];
}

/// <summary>SR-CNN's row with an expected value and bounds.</summary>
internal sealed class MarginRow
{
    [VectorType(7)]
    public double[] Prediction { get; set; } = [];
}
