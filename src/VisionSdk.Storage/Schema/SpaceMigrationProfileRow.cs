namespace VisionSdk.Storage;

/// <summary>A recognition profile whose galleries, of all tenants, are moved.</summary>
internal sealed class SpaceMigrationProfileRow
{
    public int MigrationId { get; set; }

    public required string Profile { get; set; }
}
