namespace VisionSdk.Storage;

/// <summary>How far one identity has come in the move of its gallery.</summary>
internal sealed class SpaceMigrationItemRow
{
    public int MigrationId { get; set; }

    public Guid IdentityId { get; set; }

    public EmbeddingMigrationItemState State { get; set; }

    /// <summary>Names the batch that works on it.</summary>
    public Guid? Claim { get; set; }

    /// <summary>When somebody else may take it, because the worker must have died.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public string? Problem { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }
}
