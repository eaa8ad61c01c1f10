using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>What a move has made for one identity.</summary>
/// <param name="Item">The identity, as it was claimed.</param>
/// <param name="State">Where it stands now; anything but <see cref="EmbeddingMigrationItemState.Pending"/>.</param>
/// <param name="Vectors">The vectors that were missing.</param>
/// <param name="Problem">Why it failed, for people; no personal data.</param>
public sealed record MigratedIdentity(
    MigrationItem Item,
    EmbeddingMigrationItemState State,
    ImmutableArray<MigratedVector> Vectors,
    string? Problem = null
);
