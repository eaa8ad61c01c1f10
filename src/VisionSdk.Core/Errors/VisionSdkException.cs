namespace VisionSdk;

/// <summary>The base of every error that comes from data or the environment rather than from misuse of the API.</summary>
/// <remarks>
/// Misuse (a null argument, a value out of range, a disposed object) throws the BCL's own exceptions. Catch this type where any
/// vision failure is handled alike; catch the derived types where the caller can do something about it.
/// </remarks>
public class VisionSdkException : Exception
{
    /// <summary>Creates the exception with a default message.</summary>
    public VisionSdkException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, on which thing, expected against found, and what to do.</param>
    public VisionSdkException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed, on which thing, expected against found, and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public VisionSdkException(string message, Exception? innerException)
        : base(message, innerException) { }
}
