namespace VisionSdk;

/// <summary>Which errors of loading may be gone the next time.</summary>
internal static class TransientFault
{
    /// <summary>Whether the error is I/O that may heal: a share that is gone for a moment, a file that another process still writes.</summary>
    /// <remarks>What is missing, forbidden, damaged or too long stays so; asking again would only hide it for longer.</remarks>
    public static bool Is(Exception? exception) =>
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException or PathTooLongException or DriveNotFoundException =>
                false,
            IOException => true,
            ModelIntegrityException or ModelSignatureException => false,
            ModelLoadException load => Is(load.InnerException),
            _ => false,
        };
}
