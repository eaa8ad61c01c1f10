namespace VisionSdk.Storage;

/// <summary>The move of a gallery to another space.</summary>
internal sealed class SpaceMigrationRow
{
    public int Id { get; set; }

    public int GalleryId { get; set; }

    public int FromSpaceId { get; set; }

    public int ToModelVersionId { get; set; }

    public SpaceMigrationState State { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }
}
