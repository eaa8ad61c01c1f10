namespace VisionSdk;

/// <summary>
/// An exact search over enrolled embeddings of one space, in memory: finds the identities whose nearest reference is nearest to a probe.
/// </summary>
/// <remarks>
/// <para>
/// Thread-safe. Searches never wait, neither for each other nor for a change; changes wait for each other. A search sees a state between
/// two changes: never half of a change, and no reference whose removal was complete before the search began.
/// </para>
/// <para>
/// Memory lies outside the managed heap: per row 4 bytes a value and, for the quantized scan, 1 more. The values of a removed reference
/// are overwritten with zeros before <see cref="Apply"/> returns or, while searches that began earlier are running, when the last of them
/// ends.
/// </para>
/// <para>
/// The index does not know from which space its rows come, only their dimension: keep one index for each <see cref="EmbeddingSpaceId"/>.
/// </para>
/// </remarks>
public sealed partial class GalleryIndex : IDisposable
{
    private const int LargestDimension = 65_536;
    private const int LargestSegment = 65_536;

    private readonly Lock _gate = new();
    private readonly GalleryLayout _layout;
    private readonly GalleryDirectory _directory = new();
    private readonly int _maxParallelism;
    private GallerySnapshot? _current = new(version: 0, [], IdentityTable.Empty);

    /// <summary>Creates an empty index.</summary>
    /// <param name="dimension">Number of values of each vector, in [1, 65,536].</param>
    /// <param name="metric">How vectors are compared: the metric of the model's manifest.</param>
    /// <param name="options">How rows are kept, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public GalleryIndex(int dimension, DistanceMetric metric, GalleryIndexOptions? options = null)
    {
        options ??= new GalleryIndexOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, LargestDimension);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxParallelism);
        if (metric is not (DistanceMetric.Cosine or DistanceMetric.Euclidean))
        {
            throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown distance metric.");
        }

        if (options.SegmentRows is < 64 or > LargestSegment || options.SegmentRows % 64 != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.SegmentRows,
                $"{nameof(GalleryIndexOptions.SegmentRows)} must be a multiple of 64 in [64, {LargestSegment}]."
            );
        }

        _layout = new GalleryLayout(dimension, metric, options.IsQuantized, options.SegmentRows);
        _maxParallelism = options.MaxParallelism;
    }

    /// <summary>Number of values of each vector.</summary>
    public int Dimension => _layout.Dimension;

    /// <summary>How vectors are compared.</summary>
    public DistanceMetric Metric => _layout.Metric;

    /// <summary>Number of references that a search can find; 0 after disposal.</summary>
    public int Count => Volatile.Read(ref _current)?.Rows ?? 0;

    /// <summary>Number of identities with at least one reference; 0 after disposal.</summary>
    public int IdentityCount => Volatile.Read(ref _current)?.Identities.Enrolled ?? 0;

    /// <summary>The state that searches see; null after disposal. For tests.</summary>
    internal GallerySnapshot? Current => Volatile.Read(ref _current);

    /// <summary>Whether a reference is enrolled.</summary>
    /// <param name="embeddingId">The reference.</param>
    /// <returns><see langword="true"/> when a search can find it.</returns>
    /// <exception cref="ObjectDisposedException">The index has been disposed.</exception>
    public bool Contains(Guid embeddingId)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_current is null, this);
            return _directory.Rows.ContainsKey(embeddingId);
        }
    }

    /// <summary>Frees the memory, after overwriting it with zeros. Searches that are running end as if nothing had happened.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_current is not { } last)
            {
                return;
            }

            var erasure = new GalleryErasure();
            foreach (var view in last.Segments)
            {
                erasure.Add(view.Segment);
            }

            last.Precede(next: null, erasure);
            Volatile.Write(ref _current, null);
            last.Release();
        }
    }

    /// <summary>Makes a change while no other can; a failure before the directory is written leaves everything as it was.</summary>
    private void Change(Action<GalleryEdit> write)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_current is null, this);
            var before = _current;
            var edit = new GalleryEdit(before, _directory, _layout);
            write(edit);
            Volatile.Write(ref _current, edit.Complete());
            before.Release();
        }
    }

    private GallerySnapshot Hold()
    {
        while (true)
        {
            var snapshot = Volatile.Read(ref _current);
            ObjectDisposedException.ThrowIf(snapshot is null, this);
            if (snapshot.TryHold())
            {
                return snapshot;
            }
        }
    }
}
