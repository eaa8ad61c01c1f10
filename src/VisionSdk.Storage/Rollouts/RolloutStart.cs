namespace VisionSdk.Storage;

/// <summary>A rollout that is to begin.</summary>
public sealed record RolloutStart
{
    /// <summary>The role, at most 128 characters.</summary>
    public required string Slot { get; init; }

    /// <summary>Id of the candidate's model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Version of the candidate.</summary>
    public required string Version { get; init; }

    /// <summary>The slot's last activation, with which the candidate is compared; 0 for none.</summary>
    public required long BaseActivation { get; init; }

    /// <summary>How it is tried.</summary>
    public required RolloutMode Mode { get; init; }

    /// <summary>The share of the requests that the candidate sees, in [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>Of the requests that the candidate answers, the share that the present version decides too, in [0, 1].</summary>
    public required double ComparisonShare { get; init; }

    /// <summary>The rules, as JSON.</summary>
    public required string Rules { get; init; }

    /// <summary>Who starts it, at most 128 characters.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
