using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>
/// Every message of the facade. Ids never move: 1100 to 1199 models, 2100 to 2199 inference. No message carries a picture, its name, an
/// embedding or a person. Loading and fallbacks are logged by the engine.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Error, "Loading {Model} failed")]
    public static partial void ModelLoadFailed(ILogger logger, Exception exception, string model);

    [LoggerMessage(
        1101,
        LogLevel.Warning,
        "Loading a model failed for the moment; retry {Attempt} follows in {DelayMs:F0} ms"
    )]
    public static partial void ModelLoadRetried(ILogger logger, Exception? exception, double delayMs, int attempt);

    [LoggerMessage(
        1102,
        LogLevel.Information,
        "Slot {Slot} is now played by {Model} {Version} (activation {Activation})"
    )]
    public static partial void SlotSwapped(ILogger logger, string slot, string model, string version, long activation);

    [LoggerMessage(
        1103,
        LogLevel.Error,
        "Slot {Slot} could not be given to {Model} {Version}, which the registry calls active; the version before goes on serving"
    )]
    public static partial void SwapFailed(
        ILogger logger,
        Exception exception,
        string slot,
        string model,
        string version
    );

    [LoggerMessage(1104, LogLevel.Debug, "Freed {Model} {Version}, which nobody has asked for in a while")]
    public static partial void ModelFreed(ILogger logger, string model, string version);

    [LoggerMessage(
        1105,
        LogLevel.Warning,
        "The registry cannot be read; the present versions go on serving, and activations of other processes are not seen until it can"
    )]
    public static partial void RegistryUnreachable(ILogger logger, Exception exception);

    [LoggerMessage(2100, LogLevel.Trace, "{Operation} took {ElapsedMs:F1} ms, {QueuedMs:F1} ms of it waiting")]
    public static partial void OperationCompleted(ILogger logger, string operation, double elapsedMs, double queuedMs);

    [LoggerMessage(2101, LogLevel.Warning, "{Operation} was refused: {MaxConcurrency} compute and {QueueLimit} wait")]
    public static partial void OperationRefused(ILogger logger, string operation, int maxConcurrency, int queueLimit);

    [LoggerMessage(2102, LogLevel.Warning, "{Operation} did not finish within {TimeoutMs:F0} ms")]
    public static partial void OperationTimedOut(ILogger logger, string operation, double timeoutMs);

    [LoggerMessage(2103, LogLevel.Debug, "{Operation} failed: {ErrorType}")]
    public static partial void OperationFailed(ILogger logger, string operation, string errorType);
}
