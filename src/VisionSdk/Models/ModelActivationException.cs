namespace VisionSdk;

/// <summary>A version was not activated. The one that played the role plays it still.</summary>
public sealed class ModelActivationException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ModelActivationException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ModelActivationException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ModelActivationException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a slot.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="message">What failed, expected against found, and what to do.</param>
    public ModelActivationException(ActivationFailure failure, string slot, string message)
        : base(message)
    {
        Failure = failure;
        Slot = slot;
    }

    /// <summary>Why.</summary>
    public ActivationFailure Failure { get; }

    /// <summary>The slot.</summary>
    public string? Slot { get; }
}
