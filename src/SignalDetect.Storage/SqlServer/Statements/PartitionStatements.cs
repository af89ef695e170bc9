namespace SignalDetect.Storage.SqlServer.Statements;

/// <summary>Statements on a partition's own rows.</summary>
internal static class PartitionStatements
{
    // Rows that state another count of partitions. Outside the transaction of a take: two takes that read each other's locked rows would deadlock,
    // and a stored count never changes.
    public static readonly Statement<CountedPartition> OtherCount = new(
        """
        SELECT TOP (1) PartitionCount FROM Partitions
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND PartitionCount <> @PartitionCount;
        """);

    public static readonly Statement<Owned> RaiseEpoch = new(
        """
        UPDATE Partitions SET Epoch = Epoch + 1
        OUTPUT inserted.PartitionCount, inserted.Epoch, inserted.LogOffset, inserted.SnapshotOffset,
            inserted.Sent, inserted.Extra, inserted.Counted, inserted.Duplicate, inserted.Dead, inserted.Unmatched
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition;
        """);

    public static readonly Statement<NewPartition> Insert = new(
        """
        INSERT INTO Partitions (Pipeline, Topic, [Partition], PartitionCount, Epoch, LogOffset, SnapshotOffset, Sent, Extra, Counted, Duplicate, Dead, Unmatched)
        OUTPUT inserted.PartitionCount, inserted.Epoch, inserted.LogOffset, inserted.SnapshotOffset,
            inserted.Sent, inserted.Extra, inserted.Counted, inserted.Duplicate, inserted.Dead, inserted.Unmatched
        VALUES (@Pipeline, @Topic, @Partition, @PartitionCount, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        """);

    public static readonly Statement<Owned> ReadSnapshot = new(
        "SELECT [State] FROM Snapshots WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition;");

    public static readonly Statement<Fence> Fence = new(
        """
        UPDATE Partitions
        SET LogOffset = @LogOffset, SnapshotOffset = COALESCE(@SnapshotOffset, SnapshotOffset), [Time] = @Time,
            Sent = @Sent, Extra = @Extra, Counted = @Counted, Duplicate = @Duplicate, Dead = @Dead, Unmatched = @Unmatched
        OUTPUT inserted.Epoch
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition AND Epoch = @Epoch;
        """);

    public static readonly Statement<Snapshot> WriteSnapshot = new(
        """
        UPDATE Snapshots SET [State] = @State
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition;
        INSERT INTO Snapshots (Pipeline, Topic, [Partition], [State])
        SELECT @Pipeline, @Topic, @Partition, @State
        WHERE NOT EXISTS (SELECT 1 FROM Snapshots WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition);
        """);

    public static readonly Statement<Numbers> TakeNumbers = new(
        "UPDATE Sequences SET [Value] = [Value] + @Needed OUTPUT inserted.[Value] WHERE [Name] = N'Seq';");

    public static readonly Statement<PendingMessages> Pending = new(
        """
        SELECT TOP (@Limit) Id, Target AS Topic, MessageKey AS [Key], [Value] FROM Outbox
        WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition
        ORDER BY Id;
        """);

    public static readonly Statement<PublishedMessages> Published = new(
        "DELETE FROM Outbox WHERE Pipeline = @Pipeline AND Topic = @Topic AND [Partition] = @Partition AND Id <= @Through;");
}
