namespace VisionSdk.Storage;

/// <summary>A candidate version that is or was tried in a slot.</summary>
public sealed record RolloutRecord
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The role.</summary>
    public required string Slot { get; init; }

    /// <summary>Id of the candidate's model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Version of the candidate.</summary>
    public required string Version { get; init; }

    /// <summary>The space of the candidate's embeddings; <see langword="null"/> for models that do not embed.</summary>
    public EmbeddingSpaceId? Space { get; init; }

    /// <summary>The slot's last activation when it began; 0 for none.</summary>
    public required long BaseActivation { get; init; }

    /// <summary>How it is tried.</summary>
    public required RolloutMode Mode { get; init; }

    /// <summary>The share of the requests that the candidate sees, in [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>Of the requests that the candidate answers, the share that the present version decides too, in [0, 1].</summary>
    public required double ComparisonShare { get; init; }

    /// <summary>The rules, as JSON.</summary>
    public required string Rules { get; init; }

    /// <summary>Where it stands.</summary>
    public required RolloutState State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Who started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Why.</summary>
    public string? StartReason { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it; <see langword="null"/> while it runs.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it ended.</summary>
    public string? EndReason { get; init; }

    /// <summary>The rollout in one line.</summary>
    /// <returns>A text such as <c>rollout 3 of face-embedder-faceres@1.0.0 in faces/embedder</c>.</returns>
    public override string ToString() => $"rollout {Id} of {ModelId}@{Version} in {Slot}";
}
