namespace VisionSdk;

/// <summary>Why an image could not be used.</summary>
public enum ImageDecodeFailure
{
    /// <summary>The bytes are not an image of a supported format, or are damaged beyond decoding.</summary>
    Undecodable,

    /// <summary>The image ends early and <see cref="ImageLimits.AllowTruncated"/> is off.</summary>
    Truncated,

    /// <summary>The file is larger than <see cref="ImageLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>The picture has more pixels than <see cref="ImageLimits.MaxPixels"/>, or a side longer than <see cref="ImageLimits.MaxSide"/>.</summary>
    TooManyPixels,

    /// <summary>The file or stream could not be read.</summary>
    Unreadable,
}

/// <summary>An image could not be decoded, or was refused before decoding because it exceeds a limit.</summary>
public sealed class ImageDecodeException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ImageDecodeException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ImageDecodeException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ImageDecodeException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception with its reason.</summary>
    /// <param name="failure">The reason, for programs.</param>
    /// <param name="message">The reason, for people.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ImageDecodeException(ImageDecodeFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why the image could not be used.</summary>
    public ImageDecodeFailure Failure { get; }
}
