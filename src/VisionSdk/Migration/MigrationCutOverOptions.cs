namespace VisionSdk;

/// <summary>Who cuts over, why, and what is allowed. Immutable.</summary>
public sealed record MigrationCutOverOptions
{
    /// <summary>Who cuts over, for the audit.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>How large a share of the identities the new space may lack; they must be enrolled again.</summary>
    /// <value>In [0, 1]; default 0.</value>
    public double AllowedMissing { get; init; }

    /// <summary>Why the gate's consent is not needed; it is recorded and audited. Coverage is required all the same.</summary>
    /// <value>Default <see langword="null"/>: the gate must have passed.</value>
    public string? Override { get; init; }

    /// <summary>How many times as long as the present model the new one may take.</summary>
    /// <value>Default <see langword="null"/>: <see cref="ModelRuntimeOptions.MaxSlowdown"/>.</value>
    public double? MaxSlowdown { get; init; }
}
