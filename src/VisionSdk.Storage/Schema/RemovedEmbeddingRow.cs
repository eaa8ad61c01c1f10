namespace VisionSdk.Storage;

/// <summary>Tells other processes that a vector is gone.</summary>
internal sealed class RemovedEmbeddingRow
{
    public int GalleryId { get; set; }

    public long Epoch { get; set; }

    public Guid EmbeddingId { get; set; }
}
