namespace SignalDetect.Storage.SqlServer.Statements;

internal sealed record NoArguments
{
    public static NoArguments Instance { get; } = new();
}

internal sealed record AppliedVersion(int Version, string Name, string Checksum);

/// <summary>Statements on the table of schema steps.</summary>
internal static class SchemaStatements
{
    public const string CreateVersions =
        """
        CREATE TABLE SchemaVersion (
            [Version]         int            NOT NULL,
            [Name]            nvarchar(100)  NOT NULL,
            [Checksum]        nvarchar(64)   NOT NULL,
            CONSTRAINT PK_SchemaVersion PRIMARY KEY ([Version])
        );
        """;

    // One migration at a time; the lock goes with the transaction. Negative where it was not had within a minute.
    public static readonly Statement<NoArguments> Lock = new(
        """
        DECLARE @Result int;
        EXEC @Result = sp_getapplock @Resource = N'SignalDetect.Schema', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000;
        SELECT @Result;
        """,
        seconds: 90);

    public static readonly Statement<NoArguments> Exists = new("SELECT OBJECT_ID(N'SchemaVersion', N'U');");

    public static readonly Statement<NoArguments> Create = new(CreateVersions);

    public static readonly Statement<NoArguments> Read = new("SELECT [Version], [Name], [Checksum] FROM SchemaVersion;");

    public static readonly Statement<AppliedVersion> Insert = new(
        "INSERT INTO SchemaVersion ([Version], [Name], [Checksum]) VALUES (@Version, @Name, @Checksum);");
}
