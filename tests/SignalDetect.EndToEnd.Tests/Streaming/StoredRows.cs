using Microsoft.Data.Sqlite;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>Reads a database that another process writes.</summary>
internal sealed class StoredRows(string path)
{
    /// <summary>A partition's row, as far as it is the same in every run: the time reached and the sums.</summary>
    public sealed record Reached(string? Time, Totals Totals);

    /// <summary>The rows of a table, as <see cref="ContractTable.Row(Func{string, string?})"/> writes them, in ordinal order.</summary>
    public IReadOnlyList<string> Read(ContractTable table) =>
        [.. Query($"SELECT {string.Join(", ", table.Columns)} FROM {table.Name}", row => table.Row(column => Text(row[column]))).Order(StringComparer.Ordinal)];

    /// <summary>One value of the first row; 0 where there is no database yet, or nothing to sum up.</summary>
    public long Number(string sql) => IsThere ? Query(sql, row => row.IsDBNull(0) ? 0 : row.GetInt64(0)).FirstOrDefault() : 0;

    /// <summary>The next offset of each partition that has been taken, by its number.</summary>
    public IReadOnlyDictionary<int, long> Offsets() =>
        IsThere ? Query("SELECT Partition, LogOffset FROM Partitions", row => (row.GetInt32(0), row.GetInt64(1))).ToDictionary() : new Dictionary<int, long>();

    /// <summary>How far each partition is, in order.</summary>
    public IReadOnlyList<Reached> Partitions() =>
        Query(
            "SELECT Time, Sent, Extra, Counted, Duplicate, Dead, Unmatched FROM Partitions ORDER BY Partition",
            row => new Reached(row.IsDBNull(0) ? null : row.GetString(0), new Totals(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6))));

    /// <summary>The sums over all partitions.</summary>
    public Totals Totals() => Partitions().Aggregate(default(Totals), (sum, one) => sum + one.Totals);

    private bool IsThere => File.Exists(path) && Query("SELECT COUNT(*) FROM sqlite_master WHERE name = 'Partitions'", row => row.GetInt32(0))[0] > 0;

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read()) all.Add(read(rows));
        return all;
    }

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        long number => ContractTable.Text(number),
        double number => ContractTable.Text(number),
        _ => (string)value,
    };
}
