namespace VisionSdk.Storage;

/// <summary>One customer, site or department; identities of two tenants never meet.</summary>
internal sealed class TenantRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Number of the last audit entry of this tenant.</summary>
    public long AuditSequence { get; set; }

    /// <summary>Hash of the last audit entry; the next entry chains to it.</summary>
    public required byte[] AuditHead { get; set; }
}
