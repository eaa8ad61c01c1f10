using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Keeps fitted sets in the store, each under a version of its name.</summary>
internal static class AnchorSetVersions
{
    /// <summary>Stores a set under the next version, unless the latest one has the same anchors.</summary>
    /// <returns>The set with the version that it has in the store.</returns>
    public static async Task<AnchorSet> KeepAsync(
        VisionStore store,
        string tenant,
        AnchorSet set,
        LabelSet labels,
        CancellationToken cancellationToken
    )
    {
        var latest = await store.FindAnchorSetAsync(tenant, set.Name, version: null, cancellationToken);
        if (latest is { Set: var kept } && kept.Digest == set.Digest && kept.Size == set.Size)
        {
            return set with { Version = kept.Version };
        }

        var next = set with { Version = (latest?.Set.Version ?? 0) + 1 };
        var boxes = labels.Images.Sum(static image => image.Boxes.Length);
        await store.AddAnchorSetAsync(tenant, next, boxes, cancellationToken);
        return next;
    }
}
