namespace VisionSdk.Storage;

/// <summary>A candidate version that is tried in a slot; of the running ones a slot has at most one, by a unique index.</summary>
internal sealed class RolloutRow
{
    public long Id { get; set; }

    public required string Slot { get; set; }

    public int ModelVersionId { get; set; }

    /// <summary>The slot's last activation when it began; 0 for none.</summary>
    public long BaseActivation { get; set; }

    public RolloutMode Mode { get; set; }

    public double Share { get; set; }

    public double ComparisonShare { get; set; }

    /// <summary>JSON, as the client wrote it.</summary>
    public required string Rules { get; set; }

    public RolloutState State { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public required string StartedBy { get; set; }

    public string? StartReason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? EndReason { get; set; }
}
