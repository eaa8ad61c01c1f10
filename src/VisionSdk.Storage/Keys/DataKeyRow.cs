namespace VisionSdk.Storage;

/// <summary>The key of one identity, wrapped by a vault key. Without this row, nothing of the identity can be read.</summary>
internal sealed class DataKeyRow
{
    public Guid IdentityId { get; set; }

    public Guid VaultKeyId { get; set; }

    public required byte[] Wrapped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
