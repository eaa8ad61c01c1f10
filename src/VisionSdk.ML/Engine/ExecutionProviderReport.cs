namespace VisionSdk.ML;

/// <summary>Where a network was asked to run and where it does run: a fallback is never silent.</summary>
/// <param name="Requested">What <see cref="EngineOptions.ExecutionProvider"/> asked for.</param>
/// <param name="Actual">What is in use: <see cref="ExecutionProvider.Cpu"/> or <see cref="ExecutionProvider.Cuda"/>.</param>
/// <param name="Reason">Why the processor is used although a GPU was welcome; <see langword="null"/> when there was no fallback.</param>
public sealed record ExecutionProviderReport(
    ExecutionProvider Requested,
    ExecutionProvider Actual,
    string? Reason = null
);
