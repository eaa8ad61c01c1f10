namespace VisionSdk;

/// <summary>An unchanging state of an index, counted by those who read it.</summary>
/// <remarks>
/// Each snapshot also holds the next one until it has drained itself. So a snapshot drains only after all older ones, and what was
/// removed after it can then be seen by nobody.
/// </remarks>
internal sealed class GallerySnapshot(long version, SegmentView[] segments, IdentityTable identities)
{
    private int _holders = 1;
    private GallerySnapshot? _next;
    private GalleryErasure? _erasure;

    public long Version => version;

    public SegmentView[] Segments => segments;

    public IdentityTable Identities => identities;

    /// <summary>Live rows.</summary>
    public int Rows { get; } = CountRows(segments);

    /// <summary>Takes part in holding the snapshot, unless it has drained.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Says what comes next and what to erase on draining. Call it before the next one is shown.</summary>
    public void Precede(GallerySnapshot? next, GalleryErasure erasure)
    {
        if (next is not null)
        {
            next._holders++;
        }

        _next = next;
        _erasure = erasure;
    }

    public void Release()
    {
        var snapshot = this;
        while (snapshot is not null && Interlocked.Decrement(ref snapshot._holders) == 0)
        {
            snapshot._erasure?.Run();
            snapshot._erasure = null;
            snapshot = snapshot._next;
        }
    }

    private static int CountRows(SegmentView[] segments)
    {
        var rows = 0;
        foreach (var view in segments)
        {
            rows += view.LiveRows;
        }

        return rows;
    }
}
