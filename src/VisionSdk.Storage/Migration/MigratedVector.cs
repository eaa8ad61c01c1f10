namespace VisionSdk.Storage;

/// <summary>A vector that a move has made.</summary>
/// <param name="Source">What it was made from.</param>
/// <param name="Embedding">The vector, of the old or the new space.</param>
/// <param name="IsBridged">Whether it was mapped from the other space, rather than made from the picture.</param>
public sealed record MigratedVector(MigrationSource Source, Embedding Embedding, bool IsBridged = false);
