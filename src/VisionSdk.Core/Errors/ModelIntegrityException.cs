namespace VisionSdk;

/// <summary>A model's bytes or its golden outputs are not those that its manifest promises.</summary>
public sealed class ModelIntegrityException : ModelLoadException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ModelIntegrityException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ModelIntegrityException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ModelIntegrityException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a difference between what was promised and what was found.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="modelId">Id of the model.</param>
    /// <param name="path">The file that was checked.</param>
    /// <param name="expected">The promised hash or value.</param>
    /// <param name="actual">The hash or value found.</param>
    public ModelIntegrityException(string message, string? modelId, string? path, string expected, string actual)
        : base(message, modelId, path)
    {
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The hash or value that the manifest promises.</summary>
    public string? Expected { get; }

    /// <summary>The hash or value that was found.</summary>
    public string? Actual { get; }
}
