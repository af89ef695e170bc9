using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace SignalDetect.Storage.SqlServer;

/// <summary>A time as <c>datetime2(3)</c>: left to itself, Dapper sends <c>datetime</c>, which has steps of 3.33 ms.</summary>
/// <param name="time">Unix milliseconds.</param>
internal sealed class TimeParameter(long time) : SqlMapper.ICustomQueryParameter
{
    public const byte Scale = 3;

    public static DateTime Value(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;

    public void AddParameter(IDbCommand command, string name) => command.Parameters.Add(
        new SqlParameter { ParameterName = name, SqlDbType = SqlDbType.DateTime2, Scale = Scale, Value = Value(time) });
}
