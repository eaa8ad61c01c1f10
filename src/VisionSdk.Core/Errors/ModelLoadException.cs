namespace VisionSdk;

/// <summary>A model package could not be loaded: files missing, a manifest that does not parse, or a graph that the runtime refuses.</summary>
public class ModelLoadException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ModelLoadException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ModelLoadException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ModelLoadException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a model.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="modelId">Id of the model, or <see langword="null"/> while it is not known.</param>
    /// <param name="path">The file or folder that was read.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ModelLoadException(string message, string? modelId, string? path, Exception? innerException = null)
        : base(message, innerException)
    {
        ModelId = modelId;
        Path = path;
    }

    /// <summary>Id of the model, or <see langword="null"/> when the manifest could not be read.</summary>
    public string? ModelId { get; }

    /// <summary>The file or folder that was read.</summary>
    public string? Path { get; }
}
