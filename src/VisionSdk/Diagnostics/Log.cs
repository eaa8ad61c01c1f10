using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

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

    [LoggerMessage(
        1110,
        LogLevel.Warning,
        "{Model} has failed too often (the last time: {Failure}) and is not asked for {BreakSeconds} s"
    )]
    public static partial void CircuitOpened(
        ILogger logger,
        string model,
        ModelRunFailure failure,
        double breakSeconds
    );

    [LoggerMessage(1111, LogLevel.Information, "{Model} is tried again with one run")]
    public static partial void CircuitHalfOpened(ILogger logger, string model);

    [LoggerMessage(1112, LogLevel.Information, "{Model} works again")]
    public static partial void CircuitClosed(ILogger logger, string model);

    [LoggerMessage(
        1113,
        LogLevel.Warning,
        "Slot {Slot} is played by {Used} for the moment, since {Wanted} fails: {Failure}"
    )]
    public static partial void FellBack(
        ILogger logger,
        string slot,
        string used,
        string wanted,
        ModelRunFailure failure
    );

    [LoggerMessage(
        1114,
        LogLevel.Error,
        "Slot {Slot} has nobody to play it: {Wanted} fails ({Failure}), and no earlier version may answer in its place"
    )]
    public static partial void NoFallback(ILogger logger, string slot, string wanted, ModelRunFailure failure);

    [LoggerMessage(
        1115,
        LogLevel.Warning,
        "Opening the store failed for the moment ({Failure}); retry {Attempt} follows in {DelayMs:F0} ms"
    )]
    public static partial void StoreOpenRetried(ILogger logger, StoreFailure failure, double delayMs, int attempt);

    [LoggerMessage(
        1120,
        LogLevel.Warning,
        "Calibrations cannot be read; the thresholds that are known go on holding, and changes of other processes are not seen until they can"
    )]
    public static partial void CalibrationsUnreachable(ILogger logger, Exception exception);

    [LoggerMessage(
        1121,
        LogLevel.Information,
        "Thresholds follow the store: {Events} calibrations in its history, {Before} before"
    )]
    public static partial void CalibrationsFollowed(ILogger logger, int events, int before);

    [LoggerMessage(2100, LogLevel.Trace, "{Operation} took {ElapsedMs:F1} ms, {QueuedMs:F1} ms of it waiting")]
    public static partial void OperationCompleted(ILogger logger, string operation, double elapsedMs, double queuedMs);

    [LoggerMessage(2101, LogLevel.Warning, "{Operation} was refused: {MaxConcurrency} compute and {QueueLimit} wait")]
    public static partial void OperationRefused(ILogger logger, string operation, int maxConcurrency, int queueLimit);

    [LoggerMessage(2102, LogLevel.Warning, "{Operation} did not finish within {TimeoutMs:F0} ms")]
    public static partial void OperationTimedOut(ILogger logger, string operation, double timeoutMs);

    [LoggerMessage(2103, LogLevel.Debug, "{Operation} failed: {ErrorType}")]
    public static partial void OperationFailed(ILogger logger, string operation, string errorType);

    [LoggerMessage(2104, LogLevel.Warning, "{Operation} was refused: {Model} is not asked for the moment ({Failure})")]
    public static partial void OperationUnavailable(
        ILogger logger,
        string operation,
        string? model,
        ModelRunFailure failure
    );
}
