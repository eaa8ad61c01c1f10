using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>An identity that is near enough to a picture.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="ReferenceId">Its nearest reference.</param>
/// <param name="Distance">Distance to that reference in the model's metric; lower is nearer.</param>
public sealed record IdentifiedCandidate(IdentityRecord Identity, Guid ReferenceId, float Distance)
{
    /// <summary>Whether that reference was mapped from another model's for want of a picture, so that the distance is less certain: enrol the identity again.</summary>
    public bool IsBridged { get; init; }
}
