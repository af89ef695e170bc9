-- Times are UTC. Indexes stand alone and key columns are nvarchar, as Dapper sends strings. A line GO ends a batch.

CREATE TABLE Partitions (
    Pipeline          nvarchar(100)  NOT NULL,
    Topic             nvarchar(249)  NOT NULL,
    [Partition]       int            NOT NULL,
    PartitionCount    int            NOT NULL, -- of the topic
    Epoch             bigint         NOT NULL, -- raised by every new owner
    LogOffset         bigint         NOT NULL, -- the next record to read with outcomes
    SnapshotOffset    bigint         NOT NULL, -- the record that Snapshots.State stands before
    [Time]            datetime2(3)   NULL,     -- the partition's time; null before the first commit
    Sent              bigint         NOT NULL,
    Extra             bigint         NOT NULL,
    Counted           bigint         NOT NULL,
    Duplicate         bigint         NOT NULL,
    Dead              bigint         NOT NULL,
    Unmatched         bigint         NOT NULL,
    CONSTRAINT PK_Partitions PRIMARY KEY (Pipeline, Topic, [Partition])
);

CREATE TABLE Snapshots (
    Pipeline          nvarchar(100)  NOT NULL,
    Topic             nvarchar(249)  NOT NULL,
    [Partition]       int            NOT NULL,
    [State]           varbinary(max) NOT NULL,
    CONSTRAINT PK_Snapshots PRIMARY KEY (Pipeline, Topic, [Partition]),
    CONSTRAINT FK_Snapshots_Partitions FOREIGN KEY (Pipeline, Topic, [Partition]) REFERENCES Partitions (Pipeline, Topic, [Partition])
);

-- The last number given to a row of Detections, IncidentEvents or Outbox. A commit keeps the row locked, so numbers grow in the order of commits.
CREATE TABLE Sequences (
    [Name]            nvarchar(32)   NOT NULL,
    [Value]           bigint         NOT NULL,
    CONSTRAINT PK_Sequences PRIMARY KEY ([Name])
);
INSERT INTO Sequences ([Name], [Value]) VALUES (N'Seq', 0);

CREATE TABLE Detections (
    DetectionId       nvarchar(32)   NOT NULL,
    Seq               bigint         NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL,
    ServiceId         nvarchar(100)  NOT NULL,
    Stream            nvarchar(200)  NOT NULL,
    Kind              nvarchar(32)   NOT NULL,
    Detector          nvarchar(64)   NOT NULL,
    WindowStart       datetime2(3)   NOT NULL,
    WindowSeconds     int            NOT NULL,
    Observed          float          NOT NULL,
    Expected          float          NOT NULL,
    [Lower]           float          NOT NULL,
    [Upper]           float          NOT NULL,
    Score             float          NOT NULL,
    PValue            float          NOT NULL,
    IncidentId        nvarchar(32)   NULL,
    Explanation       nvarchar(max)  NOT NULL,
    CONSTRAINT PK_Detections PRIMARY KEY NONCLUSTERED (DetectionId)
);
CREATE UNIQUE CLUSTERED INDEX Detections_Seq ON Detections (Seq);
CREATE INDEX Detections_ServiceId_Seq ON Detections (ServiceId, Seq);

CREATE TABLE Incidents (
    IncidentId        nvarchar(32)   NOT NULL,
    Revision          int            NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL,
    ServiceId         nvarchar(100)  NOT NULL,
    [State]           nvarchar(16)   NOT NULL,
    Severity          nvarchar(16)   NOT NULL,
    StartedAt         datetime2(3)   NOT NULL,
    DetectedAt        datetime2(3)   NOT NULL,
    ConfirmedAt       datetime2(3)   NULL,
    RecoveringAt      datetime2(3)   NULL,
    ResolvedAt        datetime2(3)   NULL,
    AcknowledgedAt    datetime2(3)   NULL,
    PeakAt            datetime2(3)   NULL,
    PeakRate          float          NOT NULL,
    ExpectedRate      float          NOT NULL,
    DistinctReporters bigint         NOT NULL,
    Features          nvarchar(max)  NOT NULL,
    Regions           nvarchar(max)  NOT NULL,
    CauseId           nvarchar(32)   NULL,
    [Role]            nvarchar(16)   NULL,
    Explanation       nvarchar(max)  NOT NULL,
    CONSTRAINT PK_Incidents PRIMARY KEY (IncidentId)
);
CREATE INDEX Incidents_ServiceId_StartedAt ON Incidents (ServiceId, StartedAt);
CREATE INDEX Incidents_StartedAt ON Incidents (StartedAt);

CREATE TABLE IncidentEvents (
    IncidentId        nvarchar(32)   NOT NULL,
    Revision          int            NOT NULL,
    Seq               bigint         NOT NULL,
    [At]              datetime2(3)   NOT NULL,
    [State]           nvarchar(16)   NOT NULL,
    Note              nvarchar(max)  NOT NULL,
    CONSTRAINT PK_IncidentEvents PRIMARY KEY (IncidentId, Revision)
);
CREATE UNIQUE INDEX IncidentEvents_Seq ON IncidentEvents (Seq);

-- Rows lie by time, so that the windows still open, and those that retention takes away, are neighbours.
CREATE TABLE Counts (
    Stream            nvarchar(200)  NOT NULL,
    WindowStart       datetime2(3)   NOT NULL,
    WindowSeconds     int            NOT NULL,
    [Count]           bigint         NOT NULL,
    DistinctReporters bigint         NOT NULL,
    Expected          float          NULL,
    [Lower]           float          NULL,
    [Upper]           float          NULL,
    Final             bit            NOT NULL,
    ServiceId         nvarchar(100)  NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL, -- with Partition: whose retention takes the row away
    [Partition]       int            NOT NULL,
    CONSTRAINT PK_Counts PRIMARY KEY NONCLUSTERED (Stream, WindowStart, WindowSeconds)
);
CREATE UNIQUE CLUSTERED INDEX Counts_Retention ON Counts (Pipeline, [Partition], WindowSeconds, WindowStart, Stream);

CREATE TABLE Collected (
    ServiceId         nvarchar(100)  NOT NULL,
    OpenedAt          datetime2(3)   NOT NULL, -- where the span began; FromTime moves on as old counts are deleted
    FromTime          datetime2(3)   NOT NULL,
    ToTime            datetime2(3)   NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL,
    [Partition]       int            NOT NULL,
    CONSTRAINT PK_Collected PRIMARY KEY (ServiceId, OpenedAt)
);

-- Messages that wait to be published, in the order of commits.
CREATE TABLE Outbox (
    Id                bigint         NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL,
    Topic             nvarchar(249)  NOT NULL, -- the topic whose partition brought the message about
    [Partition]       int            NOT NULL,
    Target            nvarchar(249)  NOT NULL, -- the topic to publish to
    MessageKey        nvarchar(100)  NOT NULL,
    [Value]           nvarchar(max)  NOT NULL,
    CONSTRAINT PK_Outbox PRIMARY KEY (Pipeline, Topic, [Partition], Id)
);
GO

-- Rows on their way in.
CREATE TYPE DetectionRows AS TABLE (
    Seq               bigint         NOT NULL,
    DetectionId       nvarchar(32)   NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL,
    ServiceId         nvarchar(100)  NOT NULL,
    Stream            nvarchar(200)  NOT NULL,
    Kind              nvarchar(32)   NOT NULL,
    Detector          nvarchar(64)   NOT NULL,
    WindowStart       datetime2(3)   NOT NULL,
    WindowSeconds     int            NOT NULL,
    Observed          float          NOT NULL,
    Expected          float          NOT NULL,
    [Lower]           float          NOT NULL,
    [Upper]           float          NOT NULL,
    Score             float          NOT NULL,
    PValue            float          NOT NULL,
    IncidentId        nvarchar(32)   NULL,
    Explanation       nvarchar(max)  NOT NULL
);
GO

CREATE TYPE IncidentRows AS TABLE (
    IncidentId        nvarchar(32)   NOT NULL,
    Revision          int            NOT NULL,
    Pipeline          nvarchar(100)  NOT NULL,
    ServiceId         nvarchar(100)  NOT NULL,
    [State]           nvarchar(16)   NOT NULL,
    Severity          nvarchar(16)   NOT NULL,
    StartedAt         datetime2(3)   NOT NULL,
    DetectedAt        datetime2(3)   NOT NULL,
    ConfirmedAt       datetime2(3)   NULL,
    RecoveringAt      datetime2(3)   NULL,
    ResolvedAt        datetime2(3)   NULL,
    AcknowledgedAt    datetime2(3)   NULL,
    PeakAt            datetime2(3)   NULL,
    PeakRate          float          NOT NULL,
    ExpectedRate      float          NOT NULL,
    DistinctReporters bigint         NOT NULL,
    Features          nvarchar(max)  NOT NULL,
    Regions           nvarchar(max)  NOT NULL,
    CauseId           nvarchar(32)   NULL,
    [Role]            nvarchar(16)   NULL,
    Explanation       nvarchar(max)  NOT NULL
);
GO

CREATE TYPE EventRows AS TABLE (
    Seq               bigint         NOT NULL,
    IncidentId        nvarchar(32)   NOT NULL,
    Revision          int            NOT NULL,
    [At]              datetime2(3)   NOT NULL,
    [State]           nvarchar(16)   NOT NULL,
    Note              nvarchar(max)  NOT NULL
);
GO

CREATE TYPE CountRows AS TABLE (
    ServiceId         nvarchar(100)  NOT NULL,
    Stream            nvarchar(200)  NOT NULL,
    WindowStart       datetime2(3)   NOT NULL,
    WindowSeconds     int            NOT NULL,
    [Count]           bigint         NOT NULL,
    DistinctReporters bigint         NOT NULL,
    Expected          float          NULL,
    [Lower]           float          NULL,
    [Upper]           float          NULL,
    Final             bit            NOT NULL
);
GO

CREATE TYPE CollectedRows AS TABLE (
    ServiceId         nvarchar(100)  NOT NULL,
    FromTime          datetime2(3)   NOT NULL,
    ToTime            datetime2(3)   NOT NULL
);
GO

CREATE TYPE MessageRows AS TABLE (
    Id                bigint         NOT NULL,
    Target            nvarchar(249)  NOT NULL,
    MessageKey        nvarchar(100)  NOT NULL,
    [Value]           nvarchar(max)  NOT NULL
);
