using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>An identity to be moved, held by whoever claimed it until the lease ends.</summary>
public sealed record MigrationItem
{
    /// <summary>The identity.</summary>
    public required Guid IdentityId { get; init; }

    /// <summary>The recognition profile of its gallery.</summary>
    public required string Profile { get; init; }

    /// <summary>What it has in either space.</summary>
    public required ImmutableArray<MigrationSource> Sources { get; init; }

    internal int GalleryId { get; init; }

    internal int TenantId { get; init; }

    internal long Version { get; init; }
}
