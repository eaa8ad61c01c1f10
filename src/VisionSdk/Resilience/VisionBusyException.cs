namespace VisionSdk;

/// <summary>The client was asked for more than it may hold at once, and refused instead of letting the backlog grow. Nothing was read or computed.</summary>
/// <remarks>Try again later, or answer one's own caller with "503 Service Unavailable".</remarks>
public sealed class VisionBusyException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public VisionBusyException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public VisionBusyException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public VisionBusyException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for limits that are reached.</summary>
    /// <param name="maxConcurrency">How many operations compute at once.</param>
    /// <param name="queueLimit">How many more may wait.</param>
    /// <param name="innerException">The refusal underneath.</param>
    public VisionBusyException(int maxConcurrency, int queueLimit, Exception? innerException = null)
        : base(
            $"Busy: {maxConcurrency} operations compute and {queueLimit} wait, which are the limits. Try again later, or raise MaxConcurrency or QueueLimit.",
            innerException
        )
    {
        MaxConcurrency = maxConcurrency;
        QueueLimit = queueLimit;
    }

    /// <summary>How many operations compute at once.</summary>
    public int MaxConcurrency { get; }

    /// <summary>How many more may wait.</summary>
    public int QueueLimit { get; }
}
