namespace VisionSdk;

/// <summary>Takes over segments that loaders have filled: all of their references, or none when one is there already.</summary>
/// <param name="segments">The segments, complete but for their rows' slots.</param>
/// <param name="directory">Takes the rows and the slots.</param>
/// <param name="identities">Takes the identities.</param>
/// <param name="place">Number that the first segment will have.</param>
internal sealed class GalleryAdoption(
    IReadOnlyList<LoadedSegment> segments,
    GalleryDirectory directory,
    IdentityEdit identities,
    int place
)
{
    // Below this a second thread would come too late.
    private const int FewestRowsToShare = 1024;

    private readonly int _rows = segments.Sum(static loaded => loaded.Rows);
    private Dictionary<Guid, int> _slots = [];
    private bool _isEntered;

    /// <summary>Does all that can fail. A failure leaves the directory as it was.</summary>
    /// <param name="maxParallelism">How many threads may work.</param>
    public void Prepare(int maxParallelism)
    {
        try
        {
            // Two books, which know nothing of each other: rows by embedding, and slots by identity.
            new BlockSharing(2, Write).Run(_rows < FewestRowsToShare ? 0 : Math.Min(1, maxParallelism - 1));
        }
        catch
        {
            if (_isEntered)
            {
                Leave(segments.Count, row: 0);
            }

            throw;
        }
    }

    /// <summary>Lets searches find the identities.</summary>
    public void Show() => directory.Slots.Show(_slots);

    private void Write(BlockSharing books)
    {
        while (books.TryTake(out var book))
        {
            if (book == 0)
            {
                Enter();
            }
            else
            {
                AddIdentities();
            }
        }
    }

    private void Enter()
    {
        directory.Rows.EnsureCapacity(directory.Rows.Count + _rows);
        for (var i = 0; i < segments.Count; i++)
        {
            var ids = segments[i].EmbeddingIds;
            for (var row = 0; row < ids.Length; row++)
            {
                if (!directory.Rows.TryAdd(ids[row], new RowPlace(place + i, row)))
                {
                    Leave(i, row);
                    throw GalleryErrors.AlreadyEnrolled(ids[row]);
                }
            }
        }

        _isEntered = true;
    }

    private void AddIdentities()
    {
        _slots = directory.Slots.Copy(_rows);
        foreach (var loaded in segments)
        {
            identities.AddReferences(loaded, _slots);
        }
    }

    /// <summary>Takes back what was entered before a row of a segment.</summary>
    private void Leave(int segment, int row)
    {
        for (var i = 0; i < segments.Count && i <= segment; i++)
        {
            var ids = segments[i].EmbeddingIds;
            foreach (var id in i < segment ? ids : ids[..row])
            {
                directory.Rows.Remove(id);
            }
        }
    }
}
