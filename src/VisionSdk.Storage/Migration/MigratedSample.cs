using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>An identity with what both spaces have of it, for comparing them and for learning a bridge.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="GalleryId">Names its gallery; only identities of one gallery are ever compared with each other.</param>
/// <param name="Sources">Its references that have a vector in both spaces, neither of them mapped.</param>
public sealed record MigratedSample(Guid IdentityId, int GalleryId, ImmutableArray<MigrationSource> Sources);
