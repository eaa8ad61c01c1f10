namespace VisionSdk.Storage;

/// <summary>A sealed picture of one enrolled face, kept so that it can be embedded again by another model.</summary>
internal sealed class FaceCropRow
{
    /// <summary>Id of the vector that it came with. It outlives that vector: others are made from it.</summary>
    public Guid EmbeddingId { get; set; }

    public Guid IdentityId { get; set; }

    public required byte[] Content { get; set; }

    public EnvelopeScheme Scheme { get; set; }

    /// <summary>Sealed: where the face is in the picture.</summary>
    public byte[]? Place { get; set; }

    public required string MediaType { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RetainUntil { get; set; }

    public static FaceCropRow Seal(
        EnrolmentCrop crop,
        Guid identity,
        Guid embedding,
        IdentityCipher cipher,
        DateTimeOffset now
    ) =>
        new()
        {
            EmbeddingId = embedding,
            IdentityId = identity,
            Content = cipher.Seal(SealPurpose.Crop(embedding), crop.Content.Span),
            Scheme = cipher.Scheme,
            Place = crop.Place is { } place
                ? cipher.Seal(SealPurpose.CropPlace(embedding), CropPlaceBytes.Write(place))
                : null,
            MediaType = crop.MediaType,
            CreatedAt = now,
            RetainUntil = crop.RetainUntil,
        };

    public EnrolmentCrop Open(IdentityCipher cipher) =>
        new(cipher.Open(SealPurpose.Crop(EmbeddingId), Scheme, Content), MediaType, RetainUntil)
        {
            Place = Place is null
                ? null
                : CropPlaceBytes.Read(cipher.Open(SealPurpose.CropPlace(EmbeddingId), Scheme, Place)),
        };
}
