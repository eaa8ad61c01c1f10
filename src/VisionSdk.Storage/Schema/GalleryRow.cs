namespace VisionSdk.Storage;

/// <summary>The identities of one tenant under one recognition profile, which are searched together.</summary>
internal sealed class GalleryRow
{
    public int Id { get; set; }

    public int TenantId { get; set; }

    public required string Profile { get; set; }

    /// <summary>Rises with every transaction that changes what a search can find.</summary>
    public long Epoch { get; set; }
}
