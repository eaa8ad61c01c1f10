namespace VisionSdk;

/// <summary>An identity that resembles a probe.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="EmbeddingId">Its reference that is nearest to the probe.</param>
/// <param name="Distance">Distance of that reference by the index's metric; lower is nearer.</param>
public readonly record struct GalleryCandidate(Guid IdentityId, Guid EmbeddingId, float Distance);
