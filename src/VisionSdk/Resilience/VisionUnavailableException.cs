using System.Globalization;

namespace VisionSdk;

/// <summary>A model version has failed so often that it is not asked for a while, and no other version may answer in its place.</summary>
/// <remarks>Try again at <see cref="RetryAt"/>, activate another version (<see cref="IModelRegistry"/>), or close the circuit by hand (<see cref="IVisionHealth.ResetAsync"/>).</remarks>
public sealed class VisionUnavailableException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public VisionUnavailableException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public VisionUnavailableException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public VisionUnavailableException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a version.</summary>
    /// <param name="model">The version, <c>id@version</c>.</param>
    /// <param name="failure">How it failed the last time.</param>
    /// <param name="retryAt">When it is tried again.</param>
    /// <param name="innerException">The refusal underneath, if any.</param>
    public VisionUnavailableException(
        string model,
        ModelRunFailure failure,
        DateTimeOffset retryAt,
        Exception? innerException = null
    )
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Model {model} has failed too often (the last time: {failure}) and is not asked before {retryAt.UtcDateTime:O}; no other version may answer in its place. Try again then, or activate another version."
            ),
            innerException
        )
    {
        Model = model;
        Failure = failure;
        RetryAt = retryAt;
    }

    /// <summary>The version, <c>id@version</c>.</summary>
    public string? Model { get; }

    /// <summary>How it failed the last time.</summary>
    public ModelRunFailure Failure { get; }

    /// <summary>When it is tried again; the default value when that is not known.</summary>
    public DateTimeOffset RetryAt { get; }
}
