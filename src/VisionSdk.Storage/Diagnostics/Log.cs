using Microsoft.Extensions.Logging;

namespace VisionSdk.Storage;

/// <summary>Log messages; ids 3000 to 3999. None carries a name, a key or a vector.</summary>
internal static partial class Log
{
    [LoggerMessage(
        3000,
        LogLevel.Warning,
        "The data key of an identity that was not stored could not be removed; it opens nothing"
    )]
    public static partial void KeyLeftBehind(ILogger logger, Exception exception);

    [LoggerMessage(3001, LogLevel.Information, "Completed {Count} erasures that had been cut off")]
    public static partial void ErasuresCompleted(ILogger logger, int count);
}
