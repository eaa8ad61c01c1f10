namespace VisionSdk;

/// <summary>What one of the two pictures of a verification gave.</summary>
public sealed record VerifiedFace
{
    /// <summary>Whether the picture gives the one face that is needed.</summary>
    public required FaceStatus Status { get; init; }

    /// <summary>How many faces the detector found, those that are too small included.</summary>
    public required int FacesFound { get; init; }

    /// <summary>The face that was compared, or the most prominent one that was not usable; <see langword="null"/> when there is none. In pixels of the displayed picture.</summary>
    public BoundingBox? Box { get; init; }

    /// <summary>How sure the detector is of <see cref="Box"/>, in [0, 1]; <see langword="null"/> without a box.</summary>
    public float? Confidence { get; init; }

    /// <summary>Size of the displayed (EXIF-upright) picture, in pixels.</summary>
    public required ImageSize ImageSize { get; init; }
}
