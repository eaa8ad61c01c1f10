using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a search of a gallery looks for.</summary>
/// <remarks>
/// An identity takes part when it passes <see cref="RequiredTags"/>, <see cref="Only"/> and <see cref="Except"/>; the others cost no
/// distance.
/// </remarks>
public sealed record GallerySearchOptions
{
    /// <summary>How many identities come back at most.</summary>
    /// <value>1 upwards; default 5.</value>
    public int MaxCandidates { get; init; } = 5;

    /// <summary>The largest distance of a candidate, itself included.</summary>
    /// <value>A distance of the index's metric, or <see langword="null"/> (default) for no limit.</value>
    public float? MaxDistance { get; init; }

    /// <summary>Tags that a candidate must have, all of them, compared ordinally.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> RequiredTags { get; init; } = [];

    /// <summary>The identities that are looked at.</summary>
    /// <value><see langword="null"/> (default) for all of them; an empty set finds nothing.</value>
    public IReadOnlySet<Guid>? Only { get; init; }

    /// <summary>Identities that are not looked at.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public IReadOnlySet<Guid>? Except { get; init; }

    /// <summary>How exactly the gallery is scanned.</summary>
    /// <value>Default: <see cref="GalleryPrecision.Full"/>.</value>
    public GalleryPrecision Precision { get; init; } = GalleryPrecision.Full;

    /// <summary>How many identities of a quantized scan are ranked again, for each candidate asked for.</summary>
    /// <value>1 upwards; default 4. At least 32 identities are ranked again, whatever it says.</value>
    public int RerankFactor { get; init; } = 4;
}
