namespace VisionSdk;

/// <summary>What came of saying that a picture does not show an identity.</summary>
public sealed record RejectionResult
{
    /// <summary>Whether it is remembered: the picture gave a usable face.</summary>
    public required bool IsStored { get; init; }

    /// <summary>The identity that it does not show.</summary>
    public required Guid IdentityId { get; init; }

    /// <summary>What the picture gave.</summary>
    public required VerifiedFace Face { get; init; }

    /// <summary>The models, where they ran, and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
