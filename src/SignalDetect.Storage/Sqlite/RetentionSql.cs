namespace SignalDetect.Storage.Sqlite;

/// <summary>Statements that roll up and delete a partition's old counts; see <see cref="Retention.RetentionPlan"/> for the arithmetic.</summary>
internal static class RetentionSql
{
    // A longer window is there already only after a replay of the same log, with the same figures.
    // Rounded, as a mean's last bits depend on the order of its rows.
    public const string RollUp =
        """
        INSERT INTO Counts (Stream, WindowStart, WindowSeconds, Count, DistinctReporters, Expected, Lower, Upper, Final, ServiceId, Pipeline, Partition)
        SELECT Stream, strftime('%Y-%m-%dT%H:%M:%fZ', unixepoch(WindowStart) / @ToSeconds * @ToSeconds, 'unixepoch') AS Start, @ToSeconds,
            SUM(Count), MAX(DistinctReporters),
            ROUND(@Windows * AVG(Expected), 9),
            ROUND(@Windows * AVG(Expected) - @Root * AVG(Expected - Lower), 9),
            ROUND(@Windows * AVG(Expected) + @Root * AVG(Upper - Expected), 9),
            1, MIN(ServiceId), @Pipeline, @Partition
        FROM Counts
        WHERE Pipeline = @Pipeline AND Partition = @Partition AND WindowSeconds = @FromSeconds AND WindowStart < @Before
        GROUP BY Stream, Start
        ON CONFLICT (Stream, WindowStart, WindowSeconds) DO NOTHING
        """;

    public const string Delete =
        "DELETE FROM Counts WHERE Pipeline = @Pipeline AND Partition = @Partition AND WindowSeconds = @Seconds AND WindowStart < @Before";

    public const string DeleteCollected = "DELETE FROM Collected WHERE Pipeline = @Pipeline AND Partition = @Partition AND ToTime <= @Before";

    public const string TrimCollected =
        "UPDATE Collected SET FromTime = @Before WHERE FromTime < @Before AND Pipeline = @Pipeline AND Partition = @Partition";
}
