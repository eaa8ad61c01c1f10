using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Which <see cref="AnchorSet"/> the anchors of a manifest were copied from.</summary>
public sealed record AnchorSetReference
{
    /// <summary>Name of the set.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the set, from 1.</summary>
    public required int Version { get; init; }

    /// <summary><see cref="AnchorSet.Digest"/> of the set; the manifest's own anchors must have the same.</summary>
    public required string Digest { get; init; }

    /// <summary>Input pixels per grid cell, for each list of <see cref="AnchorGridSettings.Anchors"/>: they turn cells back into pixels.</summary>
    public required ImmutableArray<int> Strides { get; init; }
}
