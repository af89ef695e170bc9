using Microsoft.ML;
using Microsoft.ML.TimeSeries;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.MLNet.Package;

/// <summary>ML.NET's DetectEntireAnomalyBySrCnn.</summary>
internal static class SrCnnWholeSeries
{
    public static void Detect(SrCnnSettings settings, ReadOnlySpan<double> values, Span<SrCnnRow> rows)
    {
        var input = new List<DoubleRow>(values.Length);
        foreach (var value in values) input.Add(new DoubleRow { Value = value });
        var context = new MLContext();
        var data = context.Data.LoadFromEnumerable(input);
        var output = context.AnomalyDetection.DetectEntireAnomalyBySrCnn(data, Columns.Output, Columns.Input, Options(settings));
        switch (settings.Mode)
        {
            case SrCnnMode.AnomalyOnly: Read<TripleRow>(context, output, rows, row => row.Prediction); break;
            case SrCnnMode.AnomalyAndExpectedValue: Read<ExpectedRow>(context, output, rows, row => row.Prediction); break;
            default: Read<MarginRow>(context, output, rows, row => row.Prediction); break;
        }
    }

    private static void Read<TRow>(MLContext context, IDataView output, Span<SrCnnRow> rows, Func<TRow, double[]> columns)
        where TRow : class, new()
    {
        var at = 0;
        foreach (var row in context.Data.CreateEnumerable<TRow>(output, reuseRowObject: true)) rows[at++] = Row(columns(row));
    }

    private static SrCnnRow Row(double[] c)
    {
        var row = SrCnnRow.None with { Alert = c[0] != 0, Score = c[1], Magnitude = c[2] };
        if (c.Length > 3) row = row with { Expected = c[3] };
        return c.Length > 4 ? row with { Unit = c[4], Upper = c[5], Lower = c[6] } : row;
    }

    private static SrCnnEntireAnomalyDetectorOptions Options(SrCnnSettings settings) => new()
    {
        Threshold = settings.Threshold,
        BatchSize = settings.BatchSize,
        Sensitivity = settings.Sensitivity,
        Period = settings.Period,
        DetectMode = settings.Mode switch
        {
            SrCnnMode.AnomalyOnly => SrCnnDetectMode.AnomalyOnly,
            SrCnnMode.AnomalyAndExpectedValue => SrCnnDetectMode.AnomalyAndExpectedValue,
            _ => SrCnnDetectMode.AnomalyAndMargin,
        },
        DeseasonalityMode = settings.Deseasonality switch
        {
            Deseasonality.Mean => SrCnnDeseasonalityMode.Mean,
            Deseasonality.Median => SrCnnDeseasonalityMode.Median,
            _ => SrCnnDeseasonalityMode.Stl,
        },
    };
}
