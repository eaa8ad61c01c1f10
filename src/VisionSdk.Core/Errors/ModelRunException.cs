namespace VisionSdk;

/// <summary>A loaded model failed while it computed, whatever the picture: the runtime gave up, or an output is not finite.</summary>
/// <remarks>Trying again seldom helps. A client counts such failures by version, and stops asking a version that fails often.</remarks>
public sealed class ModelRunException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ModelRunException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ModelRunException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ModelRunException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a model.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="modelId">Id of the model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="message">What failed, expected against found, and what to do.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ModelRunException(
        ModelRunFailure failure,
        string modelId,
        string version,
        string message,
        Exception? innerException = null
    )
        : base(message, innerException)
    {
        Failure = failure;
        ModelId = modelId;
        Version = version;
    }

    /// <summary>How it failed.</summary>
    public ModelRunFailure Failure { get; }

    /// <summary>Id of the model.</summary>
    public string? ModelId { get; }

    /// <summary>Its version.</summary>
    public string? Version { get; }
}
