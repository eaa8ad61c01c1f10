namespace VisionSdk.Storage;

/// <summary>One vector of an identity, bound to the model version that made it and to its space.</summary>
internal sealed class EmbeddingRow
{
    public Guid Id { get; set; }

    public Guid IdentityId { get; set; }

    public int GalleryId { get; set; }

    public int SpaceId { get; set; }

    public int ModelVersionId { get; set; }

    public int Dimension { get; set; }

    public EmbeddingKind Kind { get; set; }

    /// <summary>float32 little-endian, sealed as Scheme says.</summary>
    public required byte[] Vector { get; set; }

    public EnvelopeScheme Scheme { get; set; }

    public float? Quality { get; set; }

    /// <summary>HMAC-SHA256 of the picture and the place in it: enrolling it again changes nothing.</summary>
    public required byte[] SourceDigest { get; set; }

    /// <summary>The picture that it was made from, where that was not stored with this very vector.</summary>
    public Guid? CropId { get; set; }

    /// <summary>Whether it was mapped from a vector of another space, rather than made from a picture.</summary>
    public bool IsBridged { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Epoch of the gallery in which this row came.</summary>
    public long Epoch { get; set; }
}
