namespace VisionSdk.Onnx;

/// <summary>Foreign weights or a foreign graph could not be turned into ONNX: a file is missing or damaged, or an operator or element type is unknown.</summary>
public class OnnxImportException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public OnnxImportException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, in which file and node, and what to do.</param>
    public OnnxImportException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed, in which file and node, and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public OnnxImportException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a file.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="path">The file that was read.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public OnnxImportException(string message, string? path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>The file that was read, or <see langword="null"/> when the failure is not about one file.</summary>
    public string? Path { get; }
}
