namespace VisionSdk;

/// <summary>A face cannot be aligned because its landmarks coincide, are not finite, or fit no rotation of the template.</summary>
/// <remarks>
/// Landmarks come from a network that looked at something, perhaps not a face: this is a property of the picture, not a misuse.
/// <see cref="FaceAlignment.TryEstimateChipToImage"/> says the same without an exception.
/// </remarks>
public sealed class DegenerateLandmarksException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public DegenerateLandmarksException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public DegenerateLandmarksException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public DegenerateLandmarksException(string message, Exception? innerException)
        : base(message, innerException) { }
}
