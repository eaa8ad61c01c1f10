using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>One face and what was found out about it.</summary>
public sealed record FaceAnalysis
{
    /// <summary>Where the face is, in pixels of the displayed picture; it may stick out of it.</summary>
    public required BoundingBox Box { get; init; }

    /// <summary>How sure the detector is, in [0, 1].</summary>
    public required float Confidence { get; init; }

    /// <summary>The 68 landmarks, in pixels of the displayed picture, order of the iBUG 300-W markup; empty unless asked for.</summary>
    /// <remarks>Sagonas et al., "300 Faces in-the-Wild Challenge", ICCV Workshops 2013.</remarks>
    public ImmutableArray<Keypoint> Landmarks { get; init; } = [];

    /// <summary>
    /// How well the picture shows the face; <see langword="null"/> unless asked for, and when the landmarks cannot be aligned, which means
    /// that the detection is probably no face.
    /// </summary>
    public FaceQuality? Quality { get; init; }

    /// <summary>The probability of each expression, most probable first; empty unless asked for.</summary>
    public ImmutableArray<ClassProbability> Expressions { get; init; } = [];

    /// <summary>How probably the face is real rather than a print or a screen, in [0, 1]; <see langword="null"/> unless asked for.</summary>
    /// <remarks>One weak signal of a single picture, not a presentation attack detection after ISO/IEC 30107.</remarks>
    public float? AntiSpoofScore { get; init; }

    /// <summary>How probably the face is live, in [0, 1]; <see langword="null"/> unless asked for.</summary>
    /// <remarks>One weak signal of a single picture, not a presentation attack detection after ISO/IEC 30107.</remarks>
    public float? LivenessScore { get; init; }

    /// <summary>The embedding; <see langword="null"/> unless asked for. It identifies the person: store and log it as such, that is, never log it.</summary>
    public Embedding? Embedding { get; init; }
}
