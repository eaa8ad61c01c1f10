using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The faces of one picture.</summary>
public sealed record FaceAnalysisResult
{
    /// <summary>The faces, most prominent first (see <see cref="FaceSelection.MostProminent"/>).</summary>
    public required ImmutableArray<FaceAnalysis> Faces { get; init; }

    /// <summary>Size of the displayed (EXIF-upright) picture, in pixels.</summary>
    public required ImageSize ImageSize { get; init; }

    /// <summary>The models, where they ran, and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
