using Microsoft.Extensions.Logging;

namespace VisionSdk.ML;

/// <summary>Log messages of models (1000 to 1999); the ids never move.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Debug, "Loading {ModelId} {ModelVersion}")]
    public static partial void LoadingModel(ILogger logger, string modelId, string modelVersion);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "Loaded {ModelId} {ModelVersion} on {ExecutionProvider} in {ElapsedMs} ms"
    )]
    public static partial void LoadedModel(
        ILogger logger,
        string modelId,
        string modelVersion,
        ExecutionProvider executionProvider,
        long elapsedMs
    );

    [LoggerMessage(1003, LogLevel.Warning, "{ModelId} runs on the processor, not on the GPU: {Reason}")]
    public static partial void FellBackToProcessor(ILogger logger, string modelId, string reason);
}
