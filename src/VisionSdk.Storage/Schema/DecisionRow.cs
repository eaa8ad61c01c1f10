namespace VisionSdk.Storage;

/// <summary>A recorded decision. What it knows of a person is the random id of the identity.</summary>
internal sealed class DecisionRow
{
    public Guid Id { get; set; }

    public int? TenantId { get; set; }

    public Guid? IdentityId { get; set; }

    public long? RolloutId { get; set; }

    public required string Operation { get; set; }

    public string? Profile { get; set; }

    public required string Slot { get; set; }

    public required string ModelId { get; set; }

    public required string ModelVersion { get; set; }

    public string? Space { get; set; }

    public required string Decision { get; set; }

    public double? Distance { get; set; }

    public double? Threshold { get; set; }

    public double? Rate { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    public DateTimeOffset RetainUntil { get; set; }
}
