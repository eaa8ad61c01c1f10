using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk;

public sealed partial class GalleryIndex
{
    private static readonly GallerySearchOptions DefaultSearch = new();

    /// <summary>Finds the identities that are nearest to a probe.</summary>
    /// <param name="probe">As many values as <see cref="Dimension"/>; any length but 0 will do for the cosine metric.</param>
    /// <param name="options">What to look for, or <see langword="null"/> for the five nearest identities.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>
    /// One candidate for each identity, with its nearest reference, in ascending order of distance. Equal distances are in ascending order
    /// of <see cref="GalleryCandidate.IdentityId"/>, and of equally near references of one identity the one with the lowest id stands
    /// for it, both by <see cref="Guid.CompareTo(Guid)"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The probe has another dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="DegenerateEmbeddingException">
    /// The probe has a value that is not finite or far too large, or is all zero where the metric is the cosine distance.
    /// </exception>
    /// <exception cref="InvalidOperationException">A quantized search of an index that keeps no 8-bit copies.</exception>
    /// <exception cref="ObjectDisposedException">The index has been disposed.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <remarks>Distances are those of <see cref="EmbeddingDistance"/> to within the rounding of single precision.</remarks>
    public ImmutableArray<GalleryCandidate> Search(
        ReadOnlySpan<float> probe,
        GallerySearchOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= DefaultSearch;
        Check(options);
        using var prepared = new GalleryProbe(_layout, probe, WithCodes(options));
        return Search([prepared], options, cancellationToken)[0];
    }

    /// <summary>Searches for several probes at once, which reads the gallery's memory once for all of them.</summary>
    /// <param name="probes">The probes, each as in <see cref="Search(ReadOnlySpan{float}, GallerySearchOptions, CancellationToken)"/>.</param>
    /// <param name="options">What to look for, or <see langword="null"/> for the five nearest identities.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The candidates of each probe, all from the same state of the gallery.</returns>
    /// <exception cref="ArgumentException">A probe has another dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="DegenerateEmbeddingException">A probe cannot be compared.</exception>
    /// <exception cref="InvalidOperationException">A quantized search of an index that keeps no 8-bit copies.</exception>
    /// <exception cref="ObjectDisposedException">The index has been disposed.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public ImmutableArray<ImmutableArray<GalleryCandidate>> SearchMany(
        IReadOnlyList<ReadOnlyMemory<float>> probes,
        GallerySearchOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(probes);
        options ??= DefaultSearch;
        Check(options);
        var prepared = new List<GalleryProbe>(probes.Count);
        try
        {
            foreach (var probe in probes)
            {
                prepared.Add(new GalleryProbe(_layout, probe.Span, WithCodes(options)));
            }

            var found = Search([.. prepared], options, cancellationToken);
            return ImmutableCollectionsMarshal.AsImmutableArray(found);
        }
        finally
        {
            prepared.ForEach(static probe => probe.Dispose());
        }
    }

    /// <summary>How many references a search would compare a probe with: those of the identities that pass the filters.</summary>
    /// <param name="options">The search, or <see langword="null"/> for one without filters.</param>
    /// <returns>The number of comparisons.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The index has been disposed.</exception>
    public int CountCompared(GallerySearchOptions? options = null)
    {
        options ??= DefaultSearch;
        Check(options);
        var snapshot = Hold();
        try
        {
            using var filter = SlotFilter.Create(snapshot, _directory, options);
            return filter is null ? snapshot.Rows : filter.CountReferences(snapshot.Identities);
        }
        finally
        {
            snapshot.Release();
        }
    }

    private ImmutableArray<GalleryCandidate>[] Search(
        GalleryProbe[] probes,
        GallerySearchOptions options,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var snapshot = Hold();
        try
        {
            using var filter = SlotFilter.Create(snapshot, _directory, options);
            var search = new GallerySearch(_layout, snapshot, options, _maxParallelism, cancellationToken);
            return search.Run(probes, filter);
        }
        finally
        {
            snapshot.Release();
        }
    }

    private static bool WithCodes(GallerySearchOptions options) => options.Precision == GalleryPrecision.Quantized;

    private void Check(GallerySearchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxCandidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.RerankFactor);
        if (options.MaxDistance is { } limit && !(limit >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), limit, "The largest distance must be 0 or more.");
        }

        if (options.Precision is not (GalleryPrecision.Full or GalleryPrecision.Quantized))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Precision, "Unknown precision.");
        }

        if (options.Precision == GalleryPrecision.Quantized && !_layout.IsQuantized)
        {
            throw new InvalidOperationException(
                $"The index keeps no 8-bit copies. Set {nameof(GalleryIndexOptions)}.{nameof(GalleryIndexOptions.IsQuantized)} or search with {nameof(GalleryPrecision)}.{nameof(GalleryPrecision.Full)}."
            );
        }
    }
}
