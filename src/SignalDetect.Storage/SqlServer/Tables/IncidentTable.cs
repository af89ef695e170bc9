using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Tables;

internal sealed class IncidentTable(IReadOnlyList<IncidentRow> rows) : TableParameter<IncidentRow>(rows)
{
    private static readonly SqlMetaData[] All =
    [
        Column.Text("IncidentId", 32), Column.Int("Revision"), Column.Text("Pipeline", 100), Column.Text("ServiceId", 100), Column.Text("State", 16),
        Column.Text("Severity", 16), Column.Time("StartedAt"), Column.Time("DetectedAt"), Column.Time("ConfirmedAt"), Column.Time("RecoveringAt"),
        Column.Time("ResolvedAt"), Column.Time("AcknowledgedAt"), Column.Time("PeakAt"), Column.Real("PeakRate"), Column.Real("ExpectedRate"),
        Column.Long("DistinctReporters"), Column.LongText("Features"), Column.LongText("Regions"), Column.Text("CauseId", 32), Column.Text("Role", 16),
        Column.LongText("Explanation"),
    ];

    public override string TypeName => "IncidentRows";

    public override IReadOnlyList<SqlMetaData> Columns => All;

    protected override void Fill(RecordWriter record, IncidentRow row) =>
        record.Text(row.IncidentId).Int(row.Revision).Text(row.Pipeline).Text(row.ServiceId).Text(row.State)
            .Text(row.Severity).Time(row.StartedAt).Time(row.DetectedAt).Time(row.ConfirmedAt).Time(row.RecoveringAt)
            .Time(row.ResolvedAt).Time(row.AcknowledgedAt).Time(row.PeakAt).Real(row.PeakRate).Real(row.ExpectedRate)
            .Long(row.DistinctReporters).Text(row.Features).Text(row.Regions).Text(row.CauseId).Text(row.Role)
            .Text(row.Explanation);
}
