using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Tables;

/// <summary>An event with its number.</summary>
internal readonly record struct NumberedEvent(long Seq, IncidentEventRow Row);

internal sealed class EventTable(IReadOnlyList<NumberedEvent> rows) : TableParameter<NumberedEvent>(rows)
{
    private static readonly SqlMetaData[] All =
    [
        Column.Long("Seq"), Column.Text("IncidentId", 32), Column.Int("Revision"), Column.Time("At"), Column.Text("State", 16), Column.LongText("Note"),
    ];

    public override string TypeName => "EventRows";

    public override IReadOnlyList<SqlMetaData> Columns => All;

    protected override void Fill(RecordWriter record, NumberedEvent numbered)
    {
        var row = numbered.Row;
        record.Long(numbered.Seq).Text(row.IncidentId).Int(row.Revision).Time(row.At).Text(row.State).Text(row.Note);
    }
}
