namespace VisionSdk.Storage;

/// <summary>What was written after one epoch, up to another.</summary>
/// <param name="After">The last epoch before it.</param>
/// <param name="Until">The last epoch in it.</param>
internal readonly record struct EpochRange(long After, long Until);
