namespace VisionSdk.Storage;

/// <summary>What is added to a slot's history.</summary>
public sealed record SlotActivationRequest
{
    /// <summary>The role, at most 128 characters.</summary>
    public required string Slot { get; init; }

    /// <summary>Id of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Version of the model.</summary>
    public required string Version { get; init; }

    /// <summary>What happens.</summary>
    /// <value>Default <see cref="SlotActivationKind.Activated"/>.</value>
    public SlotActivationKind Kind { get; init; } = SlotActivationKind.Activated;

    /// <summary>Who does it, at most 128 characters: no personal data beyond what an audit may keep for ever.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The event that must still be the slot's last one, 0 for none at all; otherwise nothing is added.</summary>
    /// <value>Default <see langword="null"/>: whichever is the last.</value>
    public long? After { get; init; }
}
