namespace VisionSdk.ML;

/// <summary>The result of one row.</summary>
/// <param name="Value">The result, or <see langword="null"/> when there is none.</param>
/// <param name="Status">Why there is none.</param>
internal readonly record struct Computed<TResult>(TResult? Value, VisionRowStatus Status)
    where TResult : class;
