namespace VisionSdk.Storage;

/// <summary>An identity that should be enrolled again after a move.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="IsBridged">Whether the new space has it by mapped vectors; otherwise not at all.</param>
/// <param name="Problem">Why it could not be moved; <see langword="null"/> when it was bridged.</param>
public sealed record ReenrolmentCandidate(
    Guid IdentityId,
    string Tenant,
    string Profile,
    bool IsBridged,
    string? Problem
);
