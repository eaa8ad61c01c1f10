namespace VisionSdk.Storage;

/// <summary>One link of a tenant's audit chain. It holds no personal data, so that it survives an erasure.</summary>
internal sealed class AuditEntryRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public long Sequence { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public Guid? Subject { get; set; }

    public required string Details { get; set; }

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }
}
