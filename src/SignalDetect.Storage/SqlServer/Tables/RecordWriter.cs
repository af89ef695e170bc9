using Microsoft.Data.SqlClient.Server;

namespace SignalDetect.Storage.SqlServer.Tables;

/// <summary>Sets one record's values from left to right.</summary>
internal sealed class RecordWriter(SqlDataRecord record)
{
    private int column;

    public RecordWriter Text(string? value)
    {
        if (value is null) record.SetDBNull(column++);
        else record.SetString(column++, value);
        return this;
    }

    public RecordWriter Int(int value)
    {
        record.SetInt32(column++, value);
        return this;
    }

    public RecordWriter Long(long value)
    {
        record.SetInt64(column++, value);
        return this;
    }

    public RecordWriter Real(double? value)
    {
        if (value is { } known) record.SetDouble(column++, known);
        else record.SetDBNull(column++);
        return this;
    }

    public RecordWriter Flag(bool value)
    {
        record.SetBoolean(column++, value);
        return this;
    }

    /// <param name="value">Unix milliseconds.</param>
    public RecordWriter Time(long? value)
    {
        if (value is { } known) record.SetDateTime(column++, TimeParameter.Value(known));
        else record.SetDBNull(column++);
        return this;
    }
}
