namespace VisionSdk.Storage;

/// <summary>What a provider makes of a database error.</summary>
/// <param name="Failure">The kind of failure.</param>
/// <param name="IsTransient">Whether the transaction may simply be run again, with a fresh context.</param>
/// <param name="Advice">What the caller can do, as a sentence.</param>
public readonly record struct StoreFault(StoreFailure Failure, bool IsTransient, string Advice);
