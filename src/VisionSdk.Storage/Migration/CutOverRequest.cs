namespace VisionSdk.Storage;

/// <summary>Asks to let the new space answer.</summary>
public sealed record CutOverRequest
{
    /// <summary>The move.</summary>
    public required int MigrationId { get; init; }

    /// <summary>Who cuts over, at most 128 characters.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>How large a share of the identities the new space may lack; they must be enrolled again.</summary>
    /// <value>In [0, 1]; default 0.</value>
    public double AllowedMissing { get; init; }

    /// <summary>Why the gate's consent is not needed; it is recorded. Coverage is required all the same.</summary>
    /// <value>Default <see langword="null"/>: the gate must have passed.</value>
    public string? Override { get; init; }
}
