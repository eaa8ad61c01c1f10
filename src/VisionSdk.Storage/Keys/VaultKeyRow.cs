namespace VisionSdk.Storage;

/// <summary>A key that is wrapped by the key provider and wraps others.</summary>
internal sealed class VaultKeyRow
{
    public Guid Id { get; set; }

    public VaultKeyPurpose Purpose { get; set; }

    /// <summary>Counts up within a purpose; the highest is in use.</summary>
    public int Generation { get; set; }

    /// <summary>The key of the provider that wraps this one.</summary>
    public required string ProviderKeyId { get; set; }

    public required byte[] Wrapped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
