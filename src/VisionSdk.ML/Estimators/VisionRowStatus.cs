namespace VisionSdk.ML;

/// <summary>What became of one row's picture. An estimator's <c>Status</c> column holds the name of the member as text.</summary>
public enum VisionRowStatus
{
    /// <summary>The picture was used; a detector may still have found nothing in it.</summary>
    Ok,

    /// <summary>No face was found.</summary>
    NoFace,

    /// <summary>Every face is smaller than the minimum size.</summary>
    FaceTooSmall,

    /// <summary>The most prominent face cannot be aligned or embedded: what the detector took for a face is probably none.</summary>
    FaceUnusable,

    /// <summary>The box column of the row is empty, or its first box has no area or is not finite.</summary>
    NoBox,

    /// <summary>The network gave a vector without direction.</summary>
    NoDirection,

    /// <summary>The bytes are no image of a supported format, damaged, or empty.</summary>
    Undecodable,

    /// <summary>The image ends early and <see cref="ImageLimits.AllowTruncated"/> is off.</summary>
    Truncated,

    /// <summary>The image has more bytes than <see cref="ImageLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>The picture has more pixels than <see cref="ImageLimits"/> allows.</summary>
    TooManyPixels,

    /// <summary>The file could not be read, or the path is empty.</summary>
    Unreadable,
}
