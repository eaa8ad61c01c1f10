namespace VisionSdk;

/// <summary>What is moved, who moves it and why. Immutable.</summary>
public sealed record MigrationStartOptions
{
    /// <summary>The slot whose model changes.</summary>
    /// <value>Default <see cref="VisionSlots.FaceEmbedder"/>.</value>
    public string Slot { get; init; } = VisionSlots.FaceEmbedder;

    /// <summary>Who begins it, for the audit: the name of a service or an operator's id.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
