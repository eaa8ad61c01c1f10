namespace VisionSdk;

/// <summary>A graph's tensors are not those that its manifest or its caller names: another name, element type or shape.</summary>
public sealed class ModelSignatureException : ModelLoadException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ModelSignatureException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ModelSignatureException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ModelSignatureException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for one tensor.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="modelId">Id of the model.</param>
    /// <param name="tensorName">The tensor that differs.</param>
    /// <param name="expected">The expected shape or element type, as text.</param>
    /// <param name="actual">The shape or element type found, as text.</param>
    public ModelSignatureException(string message, string? modelId, string tensorName, string expected, string actual)
        : base(message, modelId, path: null)
    {
        TensorName = tensorName;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The tensor that differs.</summary>
    public string? TensorName { get; }

    /// <summary>The expected shape or element type, as text.</summary>
    public string? Expected { get; }

    /// <summary>The shape or element type found, as text.</summary>
    public string? Actual { get; }
}
