namespace VisionSdk;

/// <summary>How a role is played at the moment in this process.</summary>
public sealed record SlotHealth
{
    /// <summary>The role.</summary>
    public required string Slot { get; init; }

    /// <summary>How it is played.</summary>
    public required SlotHealthState State { get; init; }

    /// <summary>The model as it was named: <c>id</c>, or <c>id@version</c> when it was activated.</summary>
    public required string Model { get; init; }

    /// <summary>Number of the activation that this process follows; 0 for what the options name.</summary>
    public required long Activation { get; init; }

    /// <summary>The active version in memory; <see langword="null"/> until it is first asked for.</summary>
    public ModelUse? Loaded { get; init; }

    /// <summary>Who answers in the place of the active version; <see langword="null"/> when nobody has to.</summary>
    public ModelFallback? Fallback { get; init; }

    /// <summary>When a version that is not asked is tried again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>A later activation that this process could not follow.</summary>
    public string? Wanted { get; init; }

    /// <summary>Why it is not as it should be, in one sentence; <see langword="null"/> when it is.</summary>
    public string? Reason { get; init; }
}
