using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Tables;

/// <summary>A detection with its number.</summary>
internal readonly record struct NumberedDetection(long Seq, DetectionRow Row);

internal sealed class DetectionTable(IReadOnlyList<NumberedDetection> rows) : TableParameter<NumberedDetection>(rows)
{
    private static readonly SqlMetaData[] All =
    [
        Column.Long("Seq"), Column.Text("DetectionId", 32), Column.Text("Pipeline", 100), Column.Text("ServiceId", 100), Column.Text("Stream", 200),
        Column.Text("Kind", 32), Column.Text("Detector", 64), Column.Time("WindowStart"), Column.Int("WindowSeconds"), Column.Real("Observed"),
        Column.Real("Expected"), Column.Real("Lower"), Column.Real("Upper"), Column.Real("Score"), Column.Real("PValue"), Column.Text("IncidentId", 32),
        Column.LongText("Explanation"),
    ];

    public override string TypeName => "DetectionRows";

    public override IReadOnlyList<SqlMetaData> Columns => All;

    protected override void Fill(RecordWriter record, NumberedDetection numbered)
    {
        var row = numbered.Row;
        record.Long(numbered.Seq).Text(row.DetectionId).Text(row.Pipeline).Text(row.ServiceId).Text(row.Stream)
            .Text(row.Kind).Text(row.Detector).Time(row.WindowStart).Int(row.WindowSeconds).Real(row.Observed)
            .Real(row.Expected).Real(row.Lower).Real(row.Upper).Real(row.Score).Real(row.PValue).Text(row.IncidentId)
            .Text(row.Explanation);
    }
}
