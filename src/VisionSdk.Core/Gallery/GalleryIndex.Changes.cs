namespace VisionSdk;

public sealed partial class GalleryIndex
{
    /// <summary>Changes the gallery: a search sees the whole change or nothing of it.</summary>
    /// <param name="change">The change. Removals come first, then tags, then additions.</param>
    /// <exception cref="ArgumentException">
    /// An added vector has another dimension, or an added reference is enrolled already or named twice.
    /// </exception>
    /// <exception cref="DegenerateEmbeddingException">
    /// An added vector has a value that is not finite or far too large, or is all zero where the metric is the cosine distance.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The index has been disposed.</exception>
    /// <remarks>
    /// A change that throws changes nothing. Added values are copied, and scaled to length 1 where the metric is the cosine distance. The
    /// cost follows the change, not the gallery, but for the removal of identities, which looks through all rows' owners, and for
    /// growing and compacting, which copy up to one segment.
    /// </remarks>
    public void Apply(GalleryChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Change(edit =>
        {
            Check(change);
            edit.Reserve(change.Added.IsDefault ? 0 : change.Added.Length);
            _directory.Begin(_current!.Version + 1);
            if (!change.RemovedIdentities.IsDefaultOrEmpty)
            {
                edit.RemoveIdentities(change.RemovedIdentities);
            }

            foreach (var id in change.RemovedEmbeddings.AsSpan())
            {
                edit.Remove(id);
            }

            foreach (var identity in change.Identities.AsSpan())
            {
                edit.Identities.SetTags(identity.Id, identity.Tags);
            }

            foreach (var entry in change.Added.AsSpan())
            {
                edit.Append(entry);
            }
        });
    }

    /// <summary>Begins to load many references into memory that they keep: nothing is copied a second time.</summary>
    /// <param name="expectedRows">How many there will be, about; 0 or more.</param>
    /// <returns>The loader; the references are found after its <see cref="GalleryLoader.Complete"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expectedRows"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The index has been disposed.</exception>
    /// <remarks>
    /// Searches and changes go on meanwhile, and several loaders can be at work, each on a thread of its own; <see cref="GalleryLoader.Join"/>
    /// publishes them together.
    /// </remarks>
    public GalleryLoader BeginLoad(int expectedRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedRows);
        ObjectDisposedException.ThrowIf(_current is null, this);
        return new GalleryLoader(this, _layout, expectedRows);
    }

    /// <summary>Publishes what a loader has loaded.</summary>
    internal void Adopt(IReadOnlyList<LoadedSegment> segments)
    {
        Change(edit =>
        {
            var adoption = edit.Adopt(segments);
            adoption.Prepare(_maxParallelism);
            _directory.Begin(_current!.Version + 1);
            adoption.Show();
        });
    }

    private void Check(GalleryChange change)
    {
        if (change.Added.IsDefaultOrEmpty)
        {
            return;
        }

        var seen = new HashSet<Guid>(change.Added.Length);
        HashSet<Guid> removed = change.RemovedEmbeddings.IsDefault ? [] : [.. change.RemovedEmbeddings];
        HashSet<Guid> removedIdentities = change.RemovedIdentities.IsDefault ? [] : [.. change.RemovedIdentities];
        foreach (var entry in change.Added)
        {
            _layout.Check(entry.Values.Span, entry.EmbeddingId);
            var isEnrolled =
                _directory.Rows.TryGetValue(entry.EmbeddingId, out var place)
                && !removed.Contains(entry.EmbeddingId)
                && !removedIdentities.Contains(OwnerOf(place));
            if (isEnrolled || !seen.Add(entry.EmbeddingId))
            {
                throw GalleryErrors.AlreadyEnrolled(entry.EmbeddingId);
            }
        }
    }

    private Guid OwnerOf(RowPlace place) =>
        _current!.Identities.Id(_current.Segments[place.Segment].Segment.Slots[place.Row]);
}
