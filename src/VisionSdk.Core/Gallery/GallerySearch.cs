using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>One search of a snapshot, for one or more probes.</summary>
/// <param name="layout">Layout of the rows.</param>
/// <param name="snapshot">What is searched; held by the caller.</param>
/// <param name="options">Valid options.</param>
/// <param name="maxParallelism">How many threads may take part.</param>
/// <param name="cancellationToken">Cancels the search.</param>
internal sealed class GallerySearch(
    GalleryLayout layout,
    GallerySnapshot snapshot,
    GallerySearchOptions options,
    int maxParallelism,
    CancellationToken cancellationToken
)
{
    // So that a search for one candidate, too, survives the rounding of the codes.
    private const int SmallestRerank = 32;

    /// <summary>Searches.</summary>
    /// <param name="probes">The probes.</param>
    /// <param name="filter">Which identities are looked at; null for all.</param>
    /// <returns>The candidates of each probe.</returns>
    public ImmutableArray<GalleryCandidate>[] Run(GalleryProbe[] probes, SlotFilter? filter)
    {
        var enrolled = snapshot.Identities.Enrolled;
        var wanted = Math.Min(options.MaxCandidates, enrolled);
        if (wanted == 0)
        {
            return [.. probes.Select(static _ => ImmutableArray<GalleryCandidate>.Empty)];
        }

        var limit = options.MaxDistance ?? float.MaxValue;
        var nearest = Collectors(probes.Length, wanted, limit);
        var rerank = (int)Math.Min(Math.Max(SmallestRerank, (long)wanted * options.RerankFactor), enrolled);
        if (options.Precision == GalleryPrecision.Full || rerank == enrolled)
        {
            Scan(probes, nearest, filter);
        }
        else
        {
            var roughly = Collectors(probes.Length, rerank, float.MaxValue);
            ScanCodes(probes, roughly, filter);
            for (var i = 0; i < probes.Length; i++)
            {
                Rerank(probes[i], roughly[i], nearest[i]);
            }
        }

        return [.. nearest.Select(static collector => Candidates(collector))];
    }

    private NearestIdentities[] Collectors(int count, int capacity, float limit)
    {
        var collectors = new NearestIdentities[count];
        for (var i = 0; i < count; i++)
        {
            collectors[i] = new NearestIdentities(snapshot, capacity, limit);
        }

        return collectors;
    }

    private void Scan(GalleryProbe[] probes, NearestIdentities[] nearest, SlotFilter? filter)
    {
        var scan = new GalleryScan(snapshot, probes, filter, maxParallelism);
        if (layout.Metric == DistanceMetric.Cosine)
        {
            scan.Run<CosineMeasure>(nearest, cancellationToken);
        }
        else
        {
            scan.Run<EuclideanMeasure>(nearest, cancellationToken);
        }
    }

    private void ScanCodes(GalleryProbe[] probes, NearestIdentities[] nearest, SlotFilter? filter)
    {
        var scan = new GalleryScan(snapshot, probes, filter, maxParallelism);
        if (layout.Metric == DistanceMetric.Cosine)
        {
            scan.Run<CosineCodeMeasure>(nearest, cancellationToken);
        }
        else
        {
            scan.Run<EuclideanCodeMeasure>(nearest, cancellationToken);
        }
    }

    // The codes order identities well enough, but not the references of one identity: all of them are measured.
    private void Rerank(GalleryProbe probe, NearestIdentities roughly, NearestIdentities nearest)
    {
        foreach (var slot in roughly.Slots)
        {
            if (snapshot.Identities.References(slot) > 1)
            {
                using var filter = SlotFilter.Of(snapshot, roughly.Slots);
                Scan([probe], [nearest], filter);
                return;
            }
        }

        for (var i = 0; i < roughly.Count; i++)
        {
            var place = roughly.Places[i];
            var distance = Measure(snapshot.Segments[place.Segment].Segment, probe, place.Row);
            if (distance <= nearest.Bound)
            {
                nearest.Offer(distance, roughly.Slots[i], place);
            }
        }
    }

    private float Measure(GallerySegment segment, GalleryProbe probe, int row) =>
        layout.Metric == DistanceMetric.Cosine
            ? CosineMeasure.Create(segment, probe).Distance(row)
            : EuclideanMeasure.Create(segment, probe).Distance(row);

    private static ImmutableArray<GalleryCandidate> Candidates(NearestIdentities nearest)
    {
        var candidates = new GalleryCandidate[nearest.Count];
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = nearest.Candidate(i);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(candidates);
    }
}
