namespace VisionSdk;

/// <summary>How a role is played in this process.</summary>
public sealed record SlotStatus
{
    /// <summary>The role.</summary>
    public required string Slot { get; init; }

    /// <summary>The model as it was named: <c>id</c>, or <c>id@version</c> when it was activated.</summary>
    public required string Model { get; init; }

    /// <summary>Number of the activation that this process follows; 0 for what the options name.</summary>
    public required long Activation { get; init; }

    /// <summary>The version in memory; <see langword="null"/> until it is first asked for.</summary>
    public ModelUse? Loaded { get; init; }

    /// <summary>A later activation that this process could not follow, so that the version above still serves; <see langword="null"/> when there is none.</summary>
    public string? Wanted { get; init; }

    /// <summary>Why it could not follow.</summary>
    public Exception? Error { get; init; }
}
