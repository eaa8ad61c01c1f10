namespace VisionSdk;

/// <summary>Two embeddings of different spaces were compared: other weights, preprocessing, aligner or normalisation.</summary>
/// <remarks>
/// Their distance would be a number without meaning. Embed both pictures with the same model version, or re-embed the older one.
/// </remarks>
public sealed class EmbeddingSpaceMismatchException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public EmbeddingSpaceMismatchException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public EmbeddingSpaceMismatchException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public EmbeddingSpaceMismatchException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for two spaces.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="expected">The space of the embedding that was asked.</param>
    /// <param name="actual">The space of the embedding that it was given.</param>
    public EmbeddingSpaceMismatchException(string message, EmbeddingSpaceId expected, EmbeddingSpaceId actual)
        : base(message)
    {
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The space of the embedding that was asked.</summary>
    public EmbeddingSpaceId Expected { get; }

    /// <summary>The space of the embedding that it was given.</summary>
    public EmbeddingSpaceId Actual { get; }
}
