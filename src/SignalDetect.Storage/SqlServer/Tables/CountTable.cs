using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Tables;

internal sealed class CountTable(IReadOnlyList<CountRow> rows) : TableParameter<CountRow>(rows)
{
    private static readonly SqlMetaData[] All =
    [
        Column.Text("ServiceId", 100), Column.Text("Stream", 200), Column.Time("WindowStart"), Column.Int("WindowSeconds"), Column.Long("Count"),
        Column.Long("DistinctReporters"), Column.Real("Expected"), Column.Real("Lower"), Column.Real("Upper"), Column.Flag("Final"),
    ];

    public override string TypeName => "CountRows";

    public override IReadOnlyList<SqlMetaData> Columns => All;

    protected override void Fill(RecordWriter record, CountRow row) =>
        record.Text(row.ServiceId).Text(row.Stream).Time(row.WindowStart).Int(row.WindowSeconds).Long(row.Count)
            .Long(row.DistinctReporters).Real(row.Expected).Real(row.Lower).Real(row.Upper).Flag(row.Final);
}
