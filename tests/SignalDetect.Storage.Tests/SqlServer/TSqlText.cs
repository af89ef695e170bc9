using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>T-SQL as a tree, parsed as SQL Server 2019 does and, for the oldest server supported, as 2016 does.</summary>
internal static class TSqlText
{
    /// <exception cref="FormatException">It is no T-SQL; the message says where.</exception>
    public static TSqlScript Parse(string sql)
    {
        Parse(new TSql130Parser(initialQuotedIdentifiers: true), sql);
        return Parse(new TSql150Parser(initialQuotedIdentifiers: true), sql);
    }

    private static TSqlScript Parse(TSqlParser parser, string sql)
    {
        var tree = parser.Parse(new StringReader(sql), out var errors);
        return errors.Count == 0
            ? (TSqlScript)tree
            : throw new FormatException($"{parser.GetType().Name}: {string.Join("; ", errors.Select(error => $"line {error.Line}: {error.Message}"))}\n{sql}");
    }
}
