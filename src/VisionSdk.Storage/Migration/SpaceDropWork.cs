using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Drops some of the vectors of one space of a move, where their identities have others in the space that stays.</summary>
internal sealed class SpaceDropWork(int migration, bool dropsOld, int count)
{
    /// <returns>How many were dropped; 0 when there are no more.</returns>
    public async Task<int> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await MigrationReading.RequireAsync(context, migration, cancellationToken).ConfigureAwait(false);
        var (dropped, kept) = dropsOld ? (row.FromSpaceId, row.ToSpaceId) : (row.ToSpaceId, row.FromSpaceId);
        var galleries = await MigrationReading
            .GalleriesAsync(context, migration, cancellationToken)
            .ConfigureAwait(false);
        foreach (var gallery in galleries.Select(static gallery => gallery.Id))
        {
            var ids = await context
                .Embeddings.Where(vector =>
                    vector.GalleryId == gallery
                    && vector.SpaceId == dropped
                    && context.Embeddings.Any(other =>
                        other.IdentityId == vector.IdentityId
                        && other.SpaceId == kept
                        && other.Kind == EmbeddingKind.Reference
                    )
                )
                .Select(static vector => vector.Id)
                .Take(count)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            if (ids.Count > 0)
            {
                await DropAsync(scope, gallery, ids, cancellationToken).ConfigureAwait(false);
                return ids.Count;
            }
        }

        return 0;
    }

    private static async Task DropAsync(
        WriteScope scope,
        int gallery,
        List<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        // Galleries that have the space in memory learn it from these rows, in whichever process.
        var epoch = await scope.EpochAsync(gallery, cancellationToken).ConfigureAwait(false);
        scope.Context.RemovedEmbeddings.AddRange(
            ids.Select(id => new RemovedEmbeddingRow
            {
                GalleryId = gallery,
                Epoch = epoch,
                EmbeddingId = id,
            })
        );
        await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await scope
            .Context.Embeddings.Where(vector => ids.Contains(vector.Id))
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}
