namespace VisionSdk;

/// <summary>Who activates a version, why, and what is allowed.</summary>
public sealed record ActivationOptions
{
    /// <summary>Who does it, for the history, at most 128 characters.</summary>
    /// <value>Default application.</value>
    public string Actor { get; init; } = "application";

    /// <summary>Why.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public string? Reason { get; init; }

    /// <summary>How many times as long as the version that it replaces it may take for one picture.</summary>
    /// <value>A factor, at least 1; default <see langword="null"/>: <see cref="ModelRuntimeOptions.MaxSlowdown"/>. <see cref="double.PositiveInfinity"/> for any time.</value>
    public double? MaxSlowdown { get; init; }

    /// <summary>Whether an embedder may be activated although enrolled identities have no embedding in its space, and are not recognised until they have.</summary>
    /// <value>Default false.</value>
    public bool AllowSpaceChange { get; init; }

    /// <summary>Throws when a value is out of range.</summary>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Actor);
        if (MaxSlowdown is { } factor && !(factor >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(MaxSlowdown), factor, "A factor of at least 1 is needed.");
        }
    }
}
