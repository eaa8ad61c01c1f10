namespace VisionSdk;

/// <summary>A change under way: the next snapshot, copied from the last one where it differs.</summary>
internal sealed class GalleryEdit
{
    private const int SmallestCapacity = 256;

    // A segment with fewer rows than this is not worth the copying.
    private const int SmallestCompaction = 64;

    private readonly GallerySnapshot _before;
    private readonly GalleryDirectory _directory;
    private readonly GalleryLayout _layout;
    private readonly List<SegmentView> _segments;
    private readonly HashSet<int> _ownSegments = [];
    private readonly GalleryErasure _erasure = new();
    private readonly IdentityEdit _identities;
    private int _open;

    public GalleryEdit(GallerySnapshot before, GalleryDirectory directory, GalleryLayout layout)
    {
        _before = before;
        _directory = directory;
        _layout = layout;
        _segments = [.. before.Segments];
        _identities = new IdentityEdit(before.Identities, directory);
    }

    public IdentityEdit Identities => _identities;

    /// <summary>Makes room for rows. Everything that can run out of memory happens here, before the directory changes.</summary>
    public void Reserve(int rows)
    {
        _directory.Rows.EnsureCapacity(_directory.Rows.Count + rows);
        for (var i = 0; i < _segments.Count && rows > 0; i++)
        {
            var view = _segments[i];
            var capacity = view.Segment.Capacity;
            var needed = Math.Min(view.Written + rows, _layout.SegmentRows);
            if (needed > capacity)
            {
                Replace(i, view.CopyTo(new GallerySegment(_layout, CapacityFor(Math.Max(needed, 2 * capacity)))));
            }

            rows -= needed - view.Written;
        }

        for (; rows > 0; rows -= _layout.SegmentRows)
        {
            _ownSegments.Add(_segments.Count);
            _segments.Add(SegmentView.Empty(new GallerySegment(_layout, CapacityFor(rows))));
        }
    }

    /// <summary>Adds a row that <see cref="Reserve"/> has made room for and that can be stored.</summary>
    public void Append(GalleryEntry entry)
    {
        while (_segments[_open].Written == _segments[_open].Segment.Capacity)
        {
            _open++;
        }

        var view = Own(_open);
        var row = view.Append();
        view.Segment.EmbeddingIds[row] = entry.EmbeddingId;
        view.Segment.Slots[row] = _identities.AddReference(entry.IdentityId);
        entry.Values.Span.CopyTo(view.Segment.Row(row));
        view.Segment.Seal(row);
        _directory.Rows.Add(entry.EmbeddingId, new RowPlace(_open, row));
    }

    /// <summary>Begins to take over segments, which become visible with this change.</summary>
    public GalleryAdoption Adopt(IReadOnlyList<LoadedSegment> segments)
    {
        var adoption = new GalleryAdoption(segments, _directory, _identities, _segments.Count);
        _segments.AddRange(segments.Select(static loaded => SegmentView.Full(loaded.Segment, loaded.Rows)));
        return adoption;
    }

    public void Remove(Guid embeddingId)
    {
        if (!_directory.Rows.Remove(embeddingId, out var place))
        {
            return;
        }

        var view = Own(place.Segment);
        view.Remove(place.Row);
        _erasure.Add(view.Segment, place.Row);
        _identities.RemoveReference(view.Segment.Slots[place.Row]);
    }

    /// <summary>Removes identities with all their rows and tags.</summary>
    public void RemoveIdentities(IEnumerable<Guid> ids)
    {
        HashSet<Guid> known = [.. ids];
        HashSet<int> slots = [];
        var references = 0;
        foreach (var id in known)
        {
            if (_directory.Slots.TryGet(id, out var slot))
            {
                slots.Add(slot);
                references += _before.Identities.References(slot);
            }
        }

        for (var i = 0; i < _segments.Count && references > 0; i++)
        {
            references -= RemoveRowsOf(slots, i);
        }

        foreach (var id in known)
        {
            _identities.Remove(id);
        }
    }

    /// <summary>Finishes: compacts what is mostly dead and ties the next snapshot to the last one.</summary>
    public GallerySnapshot Complete()
    {
        foreach (var index in _ownSegments)
        {
            var view = _segments[index];
            if (view.Written >= SmallestCompaction && view.LiveRows < view.Written / 2)
            {
                Compact(index, view);
            }
        }

        var after = new GallerySnapshot(_before.Version + 1, [.. _segments], _identities.Complete());
        _before.Precede(after, _erasure);
        return after;
    }

    private int RemoveRowsOf(HashSet<int> slots, int index)
    {
        var removed = 0;
        var (segment, written) = (_segments[index].Segment, _segments[index].Written);
        for (var row = 0; row < written; row++)
        {
            if (slots.Contains(segment.Slots[row]) && _segments[index].IsLive(row))
            {
                Remove(segment.EmbeddingIds[row]);
                removed++;
            }
        }

        return removed;
    }

    private void Compact(int index, SegmentView view)
    {
        var packed = SegmentView.Empty(new GallerySegment(_layout, CapacityFor(view.LiveRows)));
        for (var row = 0; row < view.Written; row++)
        {
            if (view.IsLive(row))
            {
                var to = packed.Append();
                packed.Segment.CopyRow(view.Segment, row, to);
                _directory.Rows[view.Segment.EmbeddingIds[row]] = new RowPlace(index, to);
            }
        }

        Replace(index, packed);
    }

    private SegmentView Own(int index)
    {
        if (_ownSegments.Add(index))
        {
            _segments[index] = _segments[index].Copy();
        }

        return _segments[index];
    }

    private void Replace(int index, SegmentView view)
    {
        _erasure.Add(_segments[index].Segment);
        _segments[index] = view;
        _ownSegments.Add(index);
    }

    private int CapacityFor(int rows) =>
        Math.Clamp((rows + 63) & ~63, Math.Min(SmallestCapacity, _layout.SegmentRows), _layout.SegmentRows);
}
