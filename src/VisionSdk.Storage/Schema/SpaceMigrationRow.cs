namespace VisionSdk.Storage;

/// <summary>The move of a slot's galleries to another space.</summary>
internal sealed class SpaceMigrationRow
{
    public int Id { get; set; }

    public required string Slot { get; set; }

    public int FromModelVersionId { get; set; }

    public int FromSpaceId { get; set; }

    public int ToModelVersionId { get; set; }

    public int ToSpaceId { get; set; }

    public EmbeddingMigrationState State { get; set; }

    /// <summary>The slot's last activation that this move knows of. Another one after it means that somebody else has changed the slot.</summary>
    public long ActivationId { get; set; }

    public required string Actor { get; set; }

    public string? Reason { get; set; }

    public MigrationGate Gate { get; set; }

    /// <summary>What the gate has measured, as JSON without personal data.</summary>
    public string? GateReport { get; set; }

    /// <summary>Why somebody cut over without the gate's consent.</summary>
    public string? OverrideReason { get; set; }

    /// <summary>What the bridge has measured, as JSON without personal data.</summary>
    public string? BridgeReport { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }
}
