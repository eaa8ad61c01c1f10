namespace VisionSdk;

/// <summary>Loads many references into a <see cref="GalleryIndex"/>, for one thread.</summary>
/// <remarks>Disposing it before <see cref="Complete"/> drops what was loaded.</remarks>
public sealed class GalleryLoader : IDisposable
{
    private const int SmallestSegment = 4096;

    private readonly GalleryIndex _index;
    private readonly GalleryLayout _layout;
    private readonly List<LoadedSegment> _segments = [];
    private int _expectedRows;
    private bool _isOpen;
    private bool _isEnded;

    internal GalleryLoader(GalleryIndex index, GalleryLayout layout, int expectedRows)
    {
        _index = index;
        _layout = layout;
        _expectedRows = expectedRows;
    }

    /// <summary>Complete rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a reference, whose values the caller then writes.</summary>
    /// <param name="embeddingId">Names the reference; unique in the index.</param>
    /// <param name="identityId">Whose reference it is.</param>
    /// <returns>
    /// The reference's memory, as many values as the index's dimension and not cleared. Write all of it before the next call; do not keep
    /// it longer.
    /// </returns>
    /// <exception cref="DegenerateEmbeddingException">
    /// The previous vector cannot be stored. It is left out, this reference is not added, and the load can go on.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The loader has been completed or disposed.</exception>
    public Span<float> Add(Guid embeddingId, Guid identityId)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        SealLast();
        if (_segments.Count == 0 || _segments[^1].IsFull)
        {
            AddSegment();
        }

        _isOpen = true;
        return _segments[^1].Open(embeddingId, identityId);
    }

    /// <summary>Takes over what another loader of the same index has loaded, on another thread perhaps, and ends the other.</summary>
    /// <param name="other">The other loader, with which its thread has finished.</param>
    /// <exception cref="ArgumentException">It is this loader, or of another index.</exception>
    /// <exception cref="DegenerateEmbeddingException">
    /// The other's last vector cannot be stored. It is left out; call again to take over the others.
    /// </exception>
    /// <exception cref="ObjectDisposedException">One of them has been completed or disposed.</exception>
    public void Join(GalleryLoader other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ObjectDisposedException.ThrowIf(_isEnded, this);
        ObjectDisposedException.ThrowIf(other._isEnded, other);
        if (other == this || other._index != _index)
        {
            throw new ArgumentException("It must be another loader of the same index.", nameof(other));
        }

        other.SealLast();

        // The last segment stays last: it is the one that is being filled.
        _segments.InsertRange(0, other._segments);
        Count += other.Count;
        other._segments.Clear();
        other._isEnded = true;
    }

    /// <summary>Publishes all references at once and ends the load.</summary>
    /// <exception cref="ArgumentException">A reference is enrolled already or was added twice; nothing is published.</exception>
    /// <exception cref="DegenerateEmbeddingException">
    /// The last vector cannot be stored. It is left out; call again to publish the others.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The loader has been completed or disposed, or the index has been disposed.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        SealLast();
        _index.Adopt(_segments);
        _segments.Clear();
        _isEnded = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var loaded in _segments)
        {
            loaded.Segment.Dispose();
        }

        _segments.Clear();
        _isEnded = true;
    }

    private void SealLast()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        var loaded = _segments[^1];
        loaded.Segment.Seal(loaded.Rows);
        loaded.Rows++;
        Count++;
    }

    private void AddSegment()
    {
        var capacity = Math.Min(Math.Max(_expectedRows, Math.Max(SmallestSegment, Count)), _layout.SegmentRows);
        capacity = (capacity + 63) & ~63;
        _expectedRows = Math.Max(0, _expectedRows - capacity);
        _segments.Add(new LoadedSegment(new GallerySegment(_layout, capacity)));
    }
}
