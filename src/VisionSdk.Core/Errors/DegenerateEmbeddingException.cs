namespace VisionSdk;

/// <summary>A vector has no direction: all its values are zero, or one of them is not finite.</summary>
/// <remarks>Such a vector has no cosine similarity to anything and cannot be scaled to unit length. It must not be stored.</remarks>
public sealed class DegenerateEmbeddingException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public DegenerateEmbeddingException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public DegenerateEmbeddingException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public DegenerateEmbeddingException(string message, Exception? innerException)
        : base(message, innerException) { }
}
