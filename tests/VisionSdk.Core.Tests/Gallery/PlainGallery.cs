using System.Collections.Immutable;

namespace VisionSdk.Core.Tests;

/// <summary>What a gallery index does, written down as plainly as can be.</summary>
internal sealed class PlainGallery(DistanceMetric metric)
{
    private readonly Dictionary<Guid, GalleryEntry> _entries = [];
    private readonly Dictionary<Guid, ImmutableArray<string>> _tags = [];

    public int Count => _entries.Count;

    public int IdentityCount => _entries.Values.Select(static entry => entry.IdentityId).Distinct().Count();

    public IEnumerable<Guid> EmbeddingIds => _entries.Keys;

    public void Apply(GalleryChange change)
    {
        foreach (var id in change.RemovedIdentities)
        {
            _tags.Remove(id);
            foreach (var entry in _entries.Values.Where(entry => entry.IdentityId == id).ToList())
            {
                _entries.Remove(entry.EmbeddingId);
            }
        }

        foreach (var id in change.RemovedEmbeddings)
        {
            _entries.Remove(id);
        }

        foreach (var identity in change.Identities)
        {
            _tags[identity.Id] = identity.Tags;
        }

        foreach (var entry in change.Added)
        {
            _entries.Add(entry.EmbeddingId, entry);
        }
    }

    public float Distance(Guid embeddingId, float[] probe) =>
        EmbeddingDistance.Compute(_entries[embeddingId].Values.Span, probe, metric);

    public Guid Owner(Guid embeddingId) => _entries[embeddingId].IdentityId;

    /// <summary>The nearest identities with their distances.</summary>
    public List<(Guid Identity, float Distance)> Search(float[] probe, GallerySearchOptions options) =>
        _entries
            .Values.Where(entry => IsAllowed(entry.IdentityId, options))
            .GroupBy(static entry => entry.IdentityId)
            .Select(group => (group.Key, group.Min(entry => Distance(entry.EmbeddingId, probe))))
            .Where(found => found.Item2 <= (options.MaxDistance ?? float.MaxValue))
            .OrderBy(static found => found.Item2)
            .Take(options.MaxCandidates)
            .ToList();

    public int CountCompared(GallerySearchOptions options) =>
        _entries.Values.Count(entry => IsAllowed(entry.IdentityId, options));

    private bool IsAllowed(Guid identity, GallerySearchOptions options) =>
        (options.Only?.Contains(identity) ?? true)
        && !(options.Except?.Contains(identity) ?? false)
        && options.RequiredTags.All(tag => _tags.TryGetValue(identity, out var tags) && tags.Contains(tag));
}
