-- Times are text, yyyy-MM-ddTHH:mm:ss.fffZ, so that their order is the order of time.

CREATE TABLE Partitions (
    Pipeline        TEXT    NOT NULL,
    Topic           TEXT    NOT NULL,
    Partition       INTEGER NOT NULL,
    PartitionCount  INTEGER NOT NULL, -- of the topic
    Epoch           INTEGER NOT NULL, -- raised by every new owner
    LogOffset       INTEGER NOT NULL, -- the next record to read with outcomes
    SnapshotOffset  INTEGER NOT NULL, -- the record that Snapshots.State stands before
    Time            TEXT,             -- the partition's time; null before the first commit
    Sent            INTEGER NOT NULL,
    Extra           INTEGER NOT NULL,
    Counted         INTEGER NOT NULL,
    Duplicate       INTEGER NOT NULL,
    Dead            INTEGER NOT NULL,
    Unmatched       INTEGER NOT NULL,
    PRIMARY KEY (Pipeline, Topic, Partition)
) WITHOUT ROWID;

-- Apart from Partitions, whose rows every commit rewrites whole.
CREATE TABLE Snapshots (
    Pipeline        TEXT    NOT NULL,
    Topic           TEXT    NOT NULL,
    Partition       INTEGER NOT NULL,
    State           BLOB    NOT NULL,
    PRIMARY KEY (Pipeline, Topic, Partition),
    FOREIGN KEY (Pipeline, Topic, Partition) REFERENCES Partitions (Pipeline, Topic, Partition)
);

-- The last number given to a row of Detections, IncidentEvents or Outbox.
CREATE TABLE Sequences (
    Name            TEXT    NOT NULL PRIMARY KEY,
    Value           INTEGER NOT NULL
);
INSERT INTO Sequences (Name, Value) VALUES ('Seq', 0);

CREATE TABLE Detections (
    DetectionId     TEXT    NOT NULL PRIMARY KEY,
    Seq             INTEGER NOT NULL,
    Pipeline        TEXT    NOT NULL,
    ServiceId       TEXT    NOT NULL,
    Stream          TEXT    NOT NULL,
    Kind            TEXT    NOT NULL,
    Detector        TEXT    NOT NULL,
    WindowStart     TEXT    NOT NULL,
    WindowSeconds   INTEGER NOT NULL,
    Observed        REAL    NOT NULL,
    Expected        REAL    NOT NULL,
    Lower           REAL    NOT NULL,
    Upper           REAL    NOT NULL,
    Score           REAL    NOT NULL,
    PValue          REAL    NOT NULL,
    IncidentId      TEXT,
    Explanation     TEXT    NOT NULL
);
CREATE UNIQUE INDEX Detections_Seq ON Detections (Seq);
CREATE INDEX Detections_ServiceId_Seq ON Detections (ServiceId, Seq);

CREATE TABLE Incidents (
    IncidentId      TEXT    NOT NULL PRIMARY KEY,
    Revision        INTEGER NOT NULL,
    Pipeline        TEXT    NOT NULL,
    ServiceId       TEXT    NOT NULL,
    State           TEXT    NOT NULL,
    Severity        TEXT    NOT NULL,
    StartedAt       TEXT    NOT NULL,
    DetectedAt      TEXT    NOT NULL,
    ConfirmedAt     TEXT,
    RecoveringAt    TEXT,
    ResolvedAt      TEXT,
    AcknowledgedAt  TEXT,
    PeakAt          TEXT,
    PeakRate        REAL    NOT NULL,
    ExpectedRate    REAL    NOT NULL,
    DistinctReporters INTEGER NOT NULL,
    Features        TEXT    NOT NULL,
    Regions         TEXT    NOT NULL,
    CauseId         TEXT,
    Role            TEXT,
    Explanation     TEXT    NOT NULL
);
CREATE INDEX Incidents_ServiceId_StartedAt ON Incidents (ServiceId, StartedAt);
CREATE INDEX Incidents_StartedAt ON Incidents (StartedAt);

CREATE TABLE IncidentEvents (
    IncidentId      TEXT    NOT NULL,
    Revision        INTEGER NOT NULL,
    Seq             INTEGER NOT NULL,
    At              TEXT    NOT NULL,
    State           TEXT    NOT NULL,
    Note            TEXT    NOT NULL,
    PRIMARY KEY (IncidentId, Revision)
);
CREATE UNIQUE INDEX IncidentEvents_Seq ON IncidentEvents (Seq);

-- Rows lie in the order of writing, so that the windows still open are neighbours and a commit rewrites few pages.
CREATE TABLE Counts (
    Stream          TEXT    NOT NULL,
    WindowStart     TEXT    NOT NULL,
    WindowSeconds   INTEGER NOT NULL,
    Count           INTEGER NOT NULL,
    DistinctReporters INTEGER NOT NULL,
    Expected        REAL,
    Lower           REAL,
    Upper           REAL,
    Final           INTEGER NOT NULL,
    ServiceId       TEXT    NOT NULL,
    Pipeline        TEXT    NOT NULL, -- with Partition: whose retention takes the row away
    Partition       INTEGER NOT NULL,
    PRIMARY KEY (Stream, WindowStart, WindowSeconds)
);
CREATE INDEX Counts_Retention ON Counts (Pipeline, Partition, WindowSeconds, WindowStart);

CREATE TABLE Collected (
    ServiceId       TEXT    NOT NULL,
    OpenedAt        TEXT    NOT NULL, -- where the span began; FromTime moves on as old counts are deleted
    FromTime        TEXT    NOT NULL,
    ToTime          TEXT    NOT NULL,
    Pipeline        TEXT    NOT NULL,
    Partition       INTEGER NOT NULL,
    PRIMARY KEY (ServiceId, OpenedAt)
);

-- Messages that wait to be published, in the order of commits.
CREATE TABLE Outbox (
    Id              INTEGER NOT NULL PRIMARY KEY,
    Pipeline        TEXT    NOT NULL,
    Topic           TEXT    NOT NULL, -- the topic whose partition brought the message about
    Partition       INTEGER NOT NULL,
    Target          TEXT    NOT NULL, -- the topic to publish to
    MessageKey      TEXT    NOT NULL,
    Value           TEXT    NOT NULL
);
CREATE INDEX Outbox_Partition ON Outbox (Pipeline, Topic, Partition, Id);
