using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>The two transactions of an erasure; between them the key is destroyed, so that a crash anywhere can be completed.</summary>
internal sealed class ErasureWork(Guid id, string actor)
{
    /// <summary>Removes everything but the bare row, which says that the erasure has to be completed.</summary>
    /// <returns>What was removed; <see langword="null"/> when there is no such identity.</returns>
    public async Task<ErasureCounts?> RemoveAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await context
            .Identities.SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            .ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        var tenant = await context
            .Galleries.Where(gallery => gallery.Id == row.GalleryId)
            .Select(static gallery => gallery.TenantId)
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
        var epoch = await scope.EpochAsync(row.GalleryId, cancellationToken).ConfigureAwait(false);
        var embeddings = await context
            .Embeddings.Where(vector => vector.IdentityId == id)
            .Select(static vector => vector.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var embedding in embeddings)
        {
            context.RemovedEmbeddings.Add(
                new RemovedEmbeddingRow
                {
                    GalleryId = row.GalleryId,
                    Epoch = epoch,
                    EmbeddingId = embedding,
                }
            );
        }

        row.State = IdentityState.Erasing;
        row.Details = [];
        row.ExternalKeyDigest = null;
        row.Epoch = epoch;
        row.Version++;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        var crops = await context
            .FaceCrops.Where(crop => crop.IdentityId == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        await context
            .Embeddings.Where(vector => vector.IdentityId == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        await context
            .IdentityTags.Where(tag => tag.IdentityId == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        return new ErasureCounts(tenant, [.. embeddings], crops);
    }

    /// <summary>Removes the bare row and writes the audit entry.</summary>
    public async Task<AuditEntryRow> CompleteAsync(
        WriteScope scope,
        ErasureCounts counts,
        CancellationToken cancellationToken
    )
    {
        await scope
            .Context.Identities.Where(row => row.Id == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        return await scope
            .AuditAsync(
                counts.Tenant,
                new AuditEvent(
                    actor,
                    "identity.erased",
                    id,
                    $$"""{"embeddings":{{counts.Embeddings.Length}},"crops":{{counts.Crops}}}"""
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
