using System.Text.Json;

namespace VisionSdk.Cli;

/// <summary>Writes an anchor set where <c>--out</c> says.</summary>
internal static class AnchorSetFile
{
    /// <exception cref="InputFileException">The file cannot be written.</exception>
    public static void Write(string path, AnchorSetReport report)
    {
        try
        {
            File.WriteAllBytes(
                path,
                JsonSerializer.SerializeToUtf8Bytes(report, CliJsonContext.Default.AnchorSetReport)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFileException($"'{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
