using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>The two transactions of an erasure; between them the key is destroyed, so that a crash anywhere can be completed.</summary>
internal sealed class ErasureWork(Guid id, string actor)
{
    private const string Erased = "identity.erased";

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
            .SpaceMigrationItems.Where(item => item.IdentityId == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        await context
            .IdentityTags.Where(tag => tag.IdentityId == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        var decided = context.Decisions.Where(decision => decision.IdentityId == id);
        crops += await context
            .DecisionCrops.Where(crop => decided.Any(decision => decision.Id == crop.DecisionId))
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        var decisions = await decided.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return new ErasureCounts(tenant, [.. embeddings], crops, decisions);
    }

    /// <summary>Removes the bare row and writes the audit entry; returns that of another process which was first.</summary>
    public async Task<AuditEntryRow> CompleteAsync(
        WriteScope scope,
        ErasureCounts counts,
        CancellationToken cancellationToken
    )
    {
        var removed = await scope
            .Context.Identities.Where(row => row.Id == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        var known = removed > 0 ? null : await FindEntryAsync(scope, counts, cancellationToken).ConfigureAwait(false);
        return known ?? await AuditAsync(scope, counts, cancellationToken).ConfigureAwait(false);
    }

    private Task<AuditEntryRow?> FindEntryAsync(
        WriteScope scope,
        ErasureCounts counts,
        CancellationToken cancellationToken
    ) =>
        scope
            .Context.AuditEntries.AsNoTracking()
            .Where(row => row.TenantId == counts.Tenant && row.Subject == id && row.Action == Erased)
            .OrderBy(static row => row.Sequence)
            .FirstOrDefaultAsync(cancellationToken);

    private Task<AuditEntryRow> AuditAsync(
        WriteScope scope,
        ErasureCounts counts,
        CancellationToken cancellationToken
    ) =>
        scope.AuditAsync(
            counts.Tenant,
            new AuditEvent(
                actor,
                Erased,
                id,
                $$"""{"embeddings":{{counts.Embeddings.Length}},"crops":{{counts.Crops}},"decisions":{{counts.Decisions}}}"""
            ),
            cancellationToken
        );
}
