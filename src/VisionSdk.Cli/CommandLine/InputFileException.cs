namespace VisionSdk.Cli;

/// <summary>A file that the command line names cannot be read, understood or written.</summary>
internal sealed class InputFileException(string message, Exception? innerException = null)
    : Exception(message, innerException);
