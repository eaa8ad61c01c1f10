namespace VisionSdk;

/// <summary>
/// The nearest identities among the rows that were offered, each with its nearest row, nearest first. Equal distances are ordered by
/// identity, and equally near rows of one identity by embedding, so the outcome does not depend on the order of the rows.
/// </summary>
internal sealed class NearestIdentities
{
    private readonly GallerySnapshot _snapshot;
    private readonly float _limit;
    private readonly float[] _distances;
    private readonly int[] _slots;
    private readonly RowPlace[] _places;

    /// <param name="snapshot">What is searched.</param>
    /// <param name="capacity">How many identities are kept, at least one.</param>
    /// <param name="limit">The largest distance that can enter.</param>
    public NearestIdentities(GallerySnapshot snapshot, int capacity, float limit)
    {
        _snapshot = snapshot;
        _limit = limit;
        _distances = new float[capacity];
        _slots = new int[capacity];
        _places = new RowPlace[capacity];
        Bound = limit;
    }

    public int Count { get; private set; }

    /// <summary>The largest distance that can still change something.</summary>
    public float Bound { get; private set; }

    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    public ReadOnlySpan<RowPlace> Places => _places.AsSpan(0, Count);

    /// <summary>A collector of the same kind, for another thread.</summary>
    public NearestIdentities Fork() => new(_snapshot, _distances.Length, _limit);

    /// <summary>Takes part in the selection; call it only when <paramref name="distance"/> is at most <see cref="Bound"/>.</summary>
    /// <returns>The new bound.</returns>
    public float Offer(float distance, int slot, RowPlace place)
    {
        var end = _slots.AsSpan(0, Count).IndexOf(slot);
        if (end < 0 && Count < _slots.Length)
        {
            end = Count++;
        }
        else
        {
            end = end < 0 ? Count - 1 : end;
            if (!IsNearer(distance, slot, place, end))
            {
                return Bound;
            }
        }

        var at = end;
        for (; at > 0 && IsNearer(distance, slot, place, at - 1); at--)
        {
            _distances[at] = _distances[at - 1];
            _slots[at] = _slots[at - 1];
            _places[at] = _places[at - 1];
        }

        (_distances[at], _slots[at], _places[at]) = (distance, slot, place);
        Bound = Count == _slots.Length ? _distances[^1] : _limit;
        return Bound;
    }

    public void Merge(NearestIdentities other)
    {
        for (var i = 0; i < other.Count; i++)
        {
            if (other._distances[i] <= Bound)
            {
                Offer(other._distances[i], other._slots[i], other._places[i]);
            }
        }
    }

    public GalleryCandidate Candidate(int index) =>
        new(_snapshot.Identities.Id(_slots[index]), EmbeddingId(_places[index]), _distances[index]);

    private bool IsNearer(float distance, int slot, RowPlace place, int than)
    {
        if (distance != _distances[than])
        {
            return distance < _distances[than];
        }

        var order =
            slot == _slots[than]
                ? EmbeddingId(place).CompareTo(EmbeddingId(_places[than]))
                : _snapshot.Identities.Id(slot).CompareTo(_snapshot.Identities.Id(_slots[than]));
        return order < 0;
    }

    private Guid EmbeddingId(RowPlace place) => _snapshot.Segments[place.Segment].Segment.EmbeddingIds[place.Row];
}
