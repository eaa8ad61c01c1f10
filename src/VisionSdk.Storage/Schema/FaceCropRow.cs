namespace VisionSdk.Storage;

/// <summary>A sealed picture of one enrolled face, kept so that it can be embedded again by another model.</summary>
internal sealed class FaceCropRow
{
    public Guid EmbeddingId { get; set; }

    public Guid IdentityId { get; set; }

    public required byte[] Content { get; set; }

    public EnvelopeScheme Scheme { get; set; }

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
            MediaType = crop.MediaType,
            CreatedAt = now,
            RetainUntil = crop.RetainUntil,
        };
}
