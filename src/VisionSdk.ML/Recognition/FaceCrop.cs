using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>A small picture of one face, to be kept so that its embedding can be computed again with another model.</summary>
/// <remarks>It identifies the person: store it as such, and never log it.</remarks>
public sealed record FaceCrop
{
    /// <summary>The encoded picture, without metadata.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What the bytes are: <c>image/jpeg</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Size of the crop, in pixels.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>Where the crop lies, in pixels of the displayed picture that it was cut from.</summary>
    public required BoundingBox Region { get; init; }

    /// <summary>The detector's box of the face, in pixels of the crop.</summary>
    public required BoundingBox Face { get; init; }

    /// <summary>The keypoints that the detector gave with the face, in pixels of the crop; empty when it gives none.</summary>
    public ImmutableArray<Keypoint> Keypoints { get; init; } = [];

    /// <summary>The face as a detection in the crop, so that it need not be found again.</summary>
    /// <returns>A detection of confidence 1.</returns>
    public Detection ToDetection() => new(Face, Confidence: 1, ClassId: 0, "face") { Keypoints = Keypoints };
}
