using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>What a search found, and in how much.</summary>
/// <param name="Candidates">The nearest identities, nearest first.</param>
/// <param name="Identities">How many identities the gallery has in the probe's space, before any filter.</param>
/// <param name="Embeddings">How many vectors they have.</param>
/// <param name="Epoch">The state of the gallery that was searched; it rises with every change.</param>
public sealed record GallerySearchResult(
    ImmutableArray<GalleryCandidate> Candidates,
    int Identities,
    int Embeddings,
    long Epoch
)
{
    /// <summary>How many references the probe was compared with: those of the identities that pass the filters.</summary>
    public int Compared { get; init; }

    /// <summary>Identities that would be among the candidates, but have a counterexample that is nearer to the probe than they are.</summary>
    public ImmutableArray<Guid> Refuted { get; init; } = [];

    /// <summary>Of the candidates' nearest vectors, those that were mapped from another space for want of a picture: their distances are less certain.</summary>
    public ImmutableArray<Guid> Bridged { get; init; } = [];
}
