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
}
