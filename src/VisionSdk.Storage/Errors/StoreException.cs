namespace VisionSdk.Storage;

/// <summary>The store cannot do what it was asked for.</summary>
/// <remarks>Nothing that was acknowledged before is lost, and the operation that failed has left no trace.</remarks>
public sealed class StoreException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public StoreException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public StoreException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public StoreException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What kind of failure it is.</param>
    /// <param name="message">What failed, on which thing, expected against found, and what to do.</param>
    /// <param name="innerException">The failure underneath, if any.</param>
    public StoreException(StoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>What kind of failure it is.</summary>
    public StoreFailure Failure { get; }

    /// <summary>Whether the same call can succeed later without any change: the retries of the store are already used up.</summary>
    public bool IsTransient => Failure is StoreFailure.Busy or StoreFailure.Unavailable or StoreFailure.Conflict;
}
