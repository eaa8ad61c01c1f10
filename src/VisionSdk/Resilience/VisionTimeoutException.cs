namespace VisionSdk;

/// <summary>An operation did not finish within its total time.</summary>
public sealed class VisionTimeoutException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public VisionTimeoutException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public VisionTimeoutException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public VisionTimeoutException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for an operation.</summary>
    /// <param name="operation">What was done, such as <c>detect</c>.</param>
    /// <param name="timeout">The time that it had.</param>
    /// <param name="optionName">The option that holds the time.</param>
    /// <param name="innerException">The cancellation underneath.</param>
    public VisionTimeoutException(
        string operation,
        TimeSpan timeout,
        string optionName,
        Exception? innerException = null
    )
        : base(
            FormattableString.Invariant(
                $"'{operation}' did not finish within {timeout.TotalSeconds} s ({optionName}). Raise it, or lower the load."
            ),
            innerException
        )
    {
        Operation = operation;
        Timeout = timeout;
    }

    /// <summary>What was done, such as <c>detect</c> or <c>model-load</c>.</summary>
    public string? Operation { get; }

    /// <summary>The time that it had.</summary>
    public TimeSpan Timeout { get; }
}
