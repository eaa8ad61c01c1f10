using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What was found in one picture.</summary>
public sealed record DetectionResult
{
    /// <summary>The detections, most confident first; boxes are in pixels of the displayed picture.</summary>
    public required ImmutableArray<Detection> Detections { get; init; }

    /// <summary>Size of the displayed (EXIF-upright) picture, in pixels.</summary>
    public required ImageSize ImageSize { get; init; }

    /// <summary>The model, where it ran, and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
