namespace VisionSdk.Storage;

/// <summary>How far one identity has come in the move of its gallery.</summary>
internal sealed class SpaceMigrationItemRow
{
    public int MigrationId { get; set; }

    public Guid IdentityId { get; set; }

    public SpaceMigrationItemState State { get; set; }

    public string? Problem { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }
}
