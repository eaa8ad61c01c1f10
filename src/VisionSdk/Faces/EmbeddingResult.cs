using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The embeddings of one picture's faces.</summary>
public sealed record EmbeddingResult
{
    /// <summary>The embedded faces, most prominent first; empty when there is no usable face.</summary>
    public required ImmutableArray<FaceEmbedding> Faces { get; init; }

    /// <summary>How many faces the detector found, those that were too small or too many to embed included.</summary>
    public required int FacesFound { get; init; }

    /// <summary>Size of the displayed (EXIF-upright) picture, in pixels.</summary>
    public required ImageSize ImageSize { get; init; }

    /// <summary>The models, where they ran, and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
