using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>An identity that is near enough to a picture.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="ReferenceId">Its nearest reference.</param>
/// <param name="Distance">Distance to that reference in the model's metric; lower is nearer.</param>
public sealed record IdentifiedCandidate(IdentityRecord Identity, Guid ReferenceId, float Distance);
