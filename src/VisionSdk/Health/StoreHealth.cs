namespace VisionSdk;

/// <summary>How the store does.</summary>
/// <param name="Exists">Whether there is one: it is created by the first operation that needs it.</param>
/// <param name="Error">Why it does not answer; <see langword="null"/> when it does, or when there is none.</param>
public sealed record StoreHealth(bool Exists, Exception? Error = null);
