using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>Searches a gallery in memory and respects what is known about look-alikes.</summary>
internal static class GallerySearch
{
    public static GallerySearchResult Run(
        LoadedGallery loaded,
        Embedding probe,
        DistanceMetric metric,
        GallerySearchOptions options,
        CancellationToken cancellationToken
    )
    {
        var epoch = loaded.Epoch;
        var counterexamples = loaded.Counterexamples;
        var bridged = loaded.Bridged;

        // Every identity with counterexamples may drop out; look that many places further.
        var wanted = counterexamples.IsEmpty
            ? options
            : options with
            {
                MaxCandidates = options.MaxCandidates + counterexamples.Count,
            };
        var found = loaded.Index.Search(probe.Values.AsSpan(), wanted, cancellationToken);
        return counterexamples.IsEmpty
            ? Result(found, [])
            : Split(found, candidate => IsRefuted(candidate, probe, metric, counterexamples));

        GallerySearchResult Split(ImmutableArray<GalleryCandidate> all, Func<GalleryCandidate, bool> isRefuted)
        {
            var byRefuted = all.ToLookup(isRefuted);
            return Result(
                [.. byRefuted[false].Take(options.MaxCandidates)],
                [.. byRefuted[true].Select(static candidate => candidate.IdentityId)]
            );
        }

        GallerySearchResult Result(ImmutableArray<GalleryCandidate> candidates, ImmutableArray<Guid> refuted) =>
            new(candidates, loaded.Index.IdentityCount, loaded.Index.Count, epoch)
            {
                Compared = loaded.Index.CountCompared(options),
                Refuted = refuted,
                Bridged = bridged.IsEmpty
                    ? []
                    : [.. candidates.Select(static candidate => candidate.EmbeddingId).Where(bridged.Contains)],
            };
    }

    private static bool IsRefuted(
        GalleryCandidate candidate,
        Embedding probe,
        DistanceMetric metric,
        ImmutableDictionary<Guid, ImmutableDictionary<Guid, float[]>> counterexamples
    )
    {
        if (counterexamples.TryGetValue(candidate.IdentityId, out var others))
        {
            foreach (var other in others.Values)
            {
                if (EmbeddingDistance.Compute(probe.Values.AsSpan(), other, metric) < candidate.Distance)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
