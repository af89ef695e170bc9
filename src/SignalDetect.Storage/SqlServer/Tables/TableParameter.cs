using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace SignalDetect.Storage.SqlServer.Tables;

/// <summary>Rows as a table-valued parameter; they are read as they are sent.</summary>
internal abstract class TableParameter : SqlMapper.ICustomQueryParameter
{
    /// <summary>The table type in the database.</summary>
    public abstract string TypeName { get; }

    /// <summary>Its columns, in its order.</summary>
    public abstract IReadOnlyList<SqlMetaData> Columns { get; }

    /// <summary>The rows. One record serves them all: look at it before the next.</summary>
    public abstract IEnumerable<SqlDataRecord> Records();

    public void AddParameter(IDbCommand command, string name) => command.Parameters.Add(
        new SqlParameter { ParameterName = name, SqlDbType = SqlDbType.Structured, TypeName = TypeName, Value = Records() });
}

/// <summary>Rows of one kind as a table-valued parameter.</summary>
/// <param name="rows">At least one: SqlClient has no empty table.</param>
internal abstract class TableParameter<T>(IReadOnlyList<T> rows) : TableParameter
{
    public override IEnumerable<SqlDataRecord> Records()
    {
        var record = new SqlDataRecord([.. Columns]);
        foreach (var row in rows)
        {
            Fill(new RecordWriter(record), row);
            yield return record;
        }
    }

    /// <summary>Writes the row's values in the order of the columns.</summary>
    protected abstract void Fill(RecordWriter record, T row);
}
