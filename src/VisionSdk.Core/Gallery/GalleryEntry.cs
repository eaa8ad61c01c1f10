namespace VisionSdk;

/// <summary>A reference to enrol.</summary>
/// <param name="EmbeddingId">Names the reference; unique in an index.</param>
/// <param name="IdentityId">Whose reference it is; an identity can have many, and need not be known before.</param>
/// <param name="Values">
/// As many finite values as the index's dimension; copied. Under <see cref="DistanceMetric.Cosine"/> any length but 0 will do.
/// </param>
public sealed record GalleryEntry(Guid EmbeddingId, Guid IdentityId, ReadOnlyMemory<float> Values);
