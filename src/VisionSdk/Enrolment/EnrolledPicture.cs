namespace VisionSdk;

/// <summary>What came of one picture of an enrolment.</summary>
public sealed record EnrolledPicture
{
    /// <summary>Whether it has become a reference.</summary>
    public required bool IsReference { get; init; }

    /// <summary>Why it has not; <see cref="EnrolmentChecks.None"/> when it has.</summary>
    public required EnrolmentChecks Reasons { get; init; }

    /// <summary>How many faces, or other things that the profile detects, were found.</summary>
    public required int FacesFound { get; init; }

    /// <summary>The one that was looked at, in pixels of the displayed picture; <see langword="null"/> when there was none.</summary>
    public BoundingBox? Box { get; init; }

    /// <summary>How well it is shown; <see langword="null"/> when the profile does not measure that.</summary>
    public FaceQuality? Quality { get; init; }

    /// <summary>The other identity that it looks like; <see langword="null"/> without <see cref="EnrolmentChecks.AnotherIdentity"/>.</summary>
    public Guid? Resembles { get; init; }

    /// <summary>The distance to the nearest of the identity's other references; <see langword="null"/> when it has none to compare.</summary>
    public float? Distance { get; init; }

    /// <summary>Size of the displayed picture, in pixels.</summary>
    public required ImageSize ImageSize { get; init; }
}
