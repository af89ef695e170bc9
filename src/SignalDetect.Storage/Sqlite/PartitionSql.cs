namespace SignalDetect.Storage.Sqlite;

/// <summary>Statements on a partition's own rows.</summary>
internal static class PartitionSql
{
    public const string Take =
        """
        INSERT INTO Partitions (Pipeline, Topic, Partition, PartitionCount, Epoch, LogOffset, SnapshotOffset, Sent, Extra, Counted, Duplicate, Dead, Unmatched)
        VALUES (@Pipeline, @Topic, @Partition, @PartitionCount, 1, 0, 0, 0, 0, 0, 0, 0, 0)
        ON CONFLICT (Pipeline, Topic, Partition) DO UPDATE SET Epoch = Epoch + 1
        RETURNING PartitionCount, Epoch, LogOffset, SnapshotOffset, Sent, Extra, Counted, Duplicate, Dead, Unmatched
        """;

    public const string OtherCount =
        """
        SELECT PartitionCount FROM Partitions
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND PartitionCount <> @PartitionCount
        LIMIT 1
        """;

    public const string ReadSnapshot = "SELECT State FROM Snapshots WHERE Pipeline = @Pipeline AND Topic = @Topic AND Partition = @Partition";

    public const string Fence =
        """
        UPDATE Partitions
        SET LogOffset = @LogOffset, SnapshotOffset = COALESCE(@SnapshotOffset, SnapshotOffset), Time = @Time,
            Sent = @Sent, Extra = @Extra, Counted = @Counted, Duplicate = @Duplicate, Dead = @Dead, Unmatched = @Unmatched
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND Partition = @Partition AND Epoch = @Epoch
        """;

    public const string WriteSnapshot =
        """
        INSERT INTO Snapshots (Pipeline, Topic, Partition, State)
        VALUES (@Pipeline, @Topic, @Partition, @State)
        ON CONFLICT (Pipeline, Topic, Partition) DO UPDATE SET State = excluded.State
        """;

    public const string TakeNumbers = "UPDATE Sequences SET Value = Value + @Needed WHERE Name = 'Seq' RETURNING Value";

    public const string Pending =
        """
        SELECT Id, Target AS Topic, MessageKey AS "Key", Value FROM Outbox
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND Partition = @Partition
        ORDER BY Id
        LIMIT @Limit
        """;

    public const string Published =
        "DELETE FROM Outbox WHERE Pipeline = @Pipeline AND Topic = @Topic AND Partition = @Partition AND Id <= @Through";
}
