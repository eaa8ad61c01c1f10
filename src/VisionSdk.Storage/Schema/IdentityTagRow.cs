namespace VisionSdk.Storage;

/// <summary>A word that an identity can be filtered by; it lies open in the store.</summary>
internal sealed class IdentityTagRow
{
    public Guid IdentityId { get; set; }

    public required string Tag { get; set; }
}
