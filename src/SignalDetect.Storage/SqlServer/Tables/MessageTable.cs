using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Tables;

internal sealed class MessageTable(IReadOnlyList<OutboxMessage> rows) : TableParameter<OutboxMessage>(rows)
{
    private static readonly SqlMetaData[] All =
        [Column.Long("Id"), Column.Text("Target", 249), Column.Text("MessageKey", 100), Column.LongText("Value")];

    public override string TypeName => "MessageRows";

    public override IReadOnlyList<SqlMetaData> Columns => All;

    protected override void Fill(RecordWriter record, OutboxMessage row) => record.Long(row.Id).Text(row.Topic).Text(row.Key).Text(row.Value);
}
