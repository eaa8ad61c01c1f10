using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Stores one version of an anchor set inside a transaction.</summary>
internal sealed class AnchorSetWork(int tenantId, string tenant, AnchorSet set, int boxes)
{
    /// <returns>Whether it is new.</returns>
    /// <exception cref="StoreException">The version is there with something else in it.</exception>
    public async Task<bool> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var known = await context
            .AnchorSets.AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.TenantId == tenantId && row.Name == set.Name && row.Number == set.Version,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (known is not null)
        {
            return
                known.Digest == set.Digest && known.ImageWidth == set.Size.Width && known.ImageHeight == set.Size.Height
                ? false
                : throw Changed(known);
        }

        context.AnchorSets.Add(Row(scope.Now));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private AnchorSetRow Row(DateTimeOffset now)
    {
        var row = new AnchorSetRow
        {
            TenantId = tenantId,
            Name = set.Name,
            Number = set.Version,
            ImageWidth = set.Size.Width,
            ImageHeight = set.Size.Height,
            MeanIoU = set.MeanIoU,
            BestPossibleRecall = set.BestPossibleRecall,
            RecallThreshold = set.RecallThreshold,
            Boxes = boxes,
            Source = set.Source,
            Digest = set.Digest,
            CreatedAt = now,
        };
        for (var i = 0; i < set.Anchors.Length; i++)
        {
            row.Anchors.Add(
                new AnchorRow
                {
                    Ordinal = i,
                    Width = set.Anchors[i].Width,
                    Height = set.Anchors[i].Height,
                }
            );
        }

        return row;
    }

    private StoreException Changed(AnchorSetRow known) =>
        new(
            StoreFailure.Refused,
            $"Anchor set '{set.Name}' version {set.Version} of tenant '{tenant}' has digest {known.Digest} for {known.ImageWidth}x{known.ImageHeight} pixels; got {set.Digest} for {set.Size.Width}x{set.Size.Height}. A version never changes: store the other anchors as a new version."
        );
}
