using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Tables;

internal sealed class CollectedTable(IReadOnlyList<CollectedRow> rows) : TableParameter<CollectedRow>(rows)
{
    private static readonly SqlMetaData[] All = [Column.Text("ServiceId", 100), Column.Time("FromTime"), Column.Time("ToTime")];

    public override string TypeName => "CollectedRows";

    public override IReadOnlyList<SqlMetaData> Columns => All;

    protected override void Fill(RecordWriter record, CollectedRow row) => record.Text(row.ServiceId).Time(row.FromTime).Time(row.ToTime);
}
