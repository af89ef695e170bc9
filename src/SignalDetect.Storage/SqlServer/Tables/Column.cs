using System.Data;
using System.Data.SqlTypes;
using Microsoft.Data.SqlClient.Server;

namespace SignalDetect.Storage.SqlServer.Tables;

/// <summary>Columns of table-valued parameters.</summary>
internal static class Column
{
    // Named, as SqlMetaData would take the thread's culture, which may be the invariant one and then is no locale of the server's.
    private const long UnitedStates = 1033;

    public static SqlMetaData Text(string name, int length) => new(name, SqlDbType.NVarChar, length, UnitedStates, SqlCompareOptions.IgnoreCase);

    public static SqlMetaData LongText(string name) => Text(name, (int)SqlMetaData.Max);

    public static SqlMetaData Int(string name) => new(name, SqlDbType.Int);

    public static SqlMetaData Long(string name) => new(name, SqlDbType.BigInt);

    public static SqlMetaData Real(string name) => new(name, SqlDbType.Float);

    public static SqlMetaData Flag(string name) => new(name, SqlDbType.Bit);

    public static SqlMetaData Time(string name) => new(name, SqlDbType.DateTime2, 0, TimeParameter.Scale);
}
