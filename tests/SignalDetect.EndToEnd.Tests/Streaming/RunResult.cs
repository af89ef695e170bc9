using SignalDetect.Core.Pipeline;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>All that a run leaves to others.</summary>
internal sealed record RunResult(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Tables, IReadOnlyList<StoredRows.Reached> Partitions, IReadOnlyList<string> Dead, string Log)
{
    public Totals Totals => Partitions.Aggregate(default(Totals), (sum, one) => sum + one.Totals);

    /// <summary>Reads it from a cluster that has settled.</summary>
    public static RunResult Of(Cluster cluster) => new(
        ContractTable.All.ToDictionary(table => table.Name, cluster.Rows.Read), cluster.Rows.Partitions(),
        [.. DeadLetter.ReadAll(cluster).Select(letter => letter.Text).Order(StringComparer.Ordinal)], cluster.Service.Error);

    /// <summary>Fails where the two differ, with the first rows that one of them lacks.</summary>
    public static void AssertSame(RunResult expected, RunResult actual)
    {
        foreach (var table in ContractTable.All) AssertSame(table.Name, expected.Tables[table.Name], actual.Tables[table.Name], actual.Log);
        AssertSame("Partitions", [.. expected.Partitions.Select(row => $"{row}")], [.. actual.Partitions.Select(row => $"{row}")], actual.Log);
        AssertSame("dead letters", expected.Dead, actual.Dead, actual.Log);
    }

    /// <summary>Fails where two lists of rows differ.</summary>
    public static void AssertSame(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual, string log)
    {
        if (expected.SequenceEqual(actual)) return;
        var (lacking, added) = (expected.Except(actual).ToArray(), actual.Except(expected).ToArray());
        Assert.Fail($"{what}: {expected.Count} expected, {actual.Count} found, {lacking.Length} lacking, {added.Length} added\n"
            + $"lacking:\n{string.Join('\n', lacking.Take(5))}\nadded:\n{string.Join('\n', added.Take(5))}\n{log}");
    }
}
