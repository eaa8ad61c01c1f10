namespace VisionSdk.Storage;

/// <summary>Somebody or something that can be recognised.</summary>
internal sealed class IdentityRow
{
    public Guid Id { get; set; }

    public int GalleryId { get; set; }

    /// <summary>HMAC-SHA256 of the application's key for this identity, so that it can be looked up without lying open.</summary>
    public byte[]? ExternalKeyDigest { get; set; }

    /// <summary>Sealed JSON: external key, display name, attributes.</summary>
    public required byte[] Details { get; set; }

    public EnvelopeScheme Scheme { get; set; }

    public IdentityState State { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? RetainUntil { get; set; }

    /// <summary>Epoch of the gallery in which this row last changed.</summary>
    public long Epoch { get; set; }

    /// <summary>Optimistic concurrency: raised by every update.</summary>
    public long Version { get; set; }

    public ICollection<IdentityTagRow> Tags { get; } = [];
}
