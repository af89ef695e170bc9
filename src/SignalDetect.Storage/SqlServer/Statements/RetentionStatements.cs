namespace SignalDetect.Storage.SqlServer.Statements;

internal sealed record RollUpArguments(
    string Pipeline, int Partition, int FromSeconds, int ToSeconds, int ToMinutes, double Windows, double Root, TimeParameter Before);

internal sealed record DeleteCounts(string Pipeline, int Partition, int Seconds, TimeParameter Before);

internal sealed record TrimCollected(string Pipeline, int Partition, TimeParameter Before);

/// <summary>Statements that roll up and delete a partition's old counts; see <see cref="Retention.RetentionPlan"/> for the arithmetic.</summary>
internal static class RetentionStatements
{
    private const int Patience = 600;

    // A longer window is there already only after a replay of the same log, with the same figures.
    // Rounded, as a mean's last bits depend on the order of its rows.
    public static readonly Statement<RollUpArguments> RollUp = new(
        """
        INSERT INTO Counts (Stream, WindowStart, WindowSeconds, [Count], DistinctReporters, Expected, [Lower], [Upper], Final, ServiceId, Pipeline, [Partition])
        SELECT m.Stream, m.Bucket, @ToSeconds, SUM(m.[Count]), MAX(m.DistinctReporters),
            ROUND(@Windows * AVG(m.Expected), 9),
            ROUND(@Windows * AVG(m.Expected) - @Root * AVG(m.Expected - m.[Lower]), 9),
            ROUND(@Windows * AVG(m.Expected) + @Root * AVG(m.[Upper] - m.Expected), 9),
            CAST(1 AS bit), MIN(m.ServiceId), @Pipeline, @Partition
        FROM (
            SELECT Stream, [Count], DistinctReporters, Expected, [Lower], [Upper], ServiceId,
                DATEADD(minute, DATEDIFF(minute, CAST('20000101' AS datetime2(3)), WindowStart) / @ToMinutes * @ToMinutes, CAST('20000101' AS datetime2(3))) AS Bucket
            FROM Counts
            WHERE Pipeline = @Pipeline AND [Partition] = @Partition AND WindowSeconds = @FromSeconds AND WindowStart < @Before
        ) AS m
        WHERE NOT EXISTS (SELECT 1 FROM Counts AS c WHERE c.Stream = m.Stream AND c.WindowStart = m.Bucket AND c.WindowSeconds = @ToSeconds)
        GROUP BY m.Stream, m.Bucket;
        """,
        Patience);

    public static readonly Statement<DeleteCounts> Delete = new(
        "DELETE FROM Counts WHERE Pipeline = @Pipeline AND [Partition] = @Partition AND WindowSeconds = @Seconds AND WindowStart < @Before;",
        Patience);

    public static readonly Statement<TrimCollected> TrimCollected = new(
        """
        DELETE FROM Collected WHERE Pipeline = @Pipeline AND [Partition] = @Partition AND ToTime <= @Before;
        UPDATE Collected SET FromTime = @Before WHERE Pipeline = @Pipeline AND [Partition] = @Partition AND FromTime < @Before;
        """,
        Patience);
}
