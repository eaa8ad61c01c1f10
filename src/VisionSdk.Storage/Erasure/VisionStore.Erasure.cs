using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    private const int PurgeChunk = 100;

    /// <summary>Erases an identity: its data key, vectors, pictures, names, tags and index entries; then looks for remains.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="actor">Who erases it, for the audit.</param>
    /// <param name="cancellationToken">Ends the wait. An erasure that has begun is completed when the store is opened next.</param>
    /// <returns>A receipt.</returns>
    /// <exception cref="StoreException">The tenant or identity is unknown, or the database fails.</exception>
    /// <remarks>
    /// Backups made before hold what they held, but in a store with encryption nothing of this identity in them can be read any more,
    /// because the key was never in them and is destroyed.
    /// </remarks>
    public async Task<ErasureReceipt> EraseAsync(
        string tenant,
        Guid id,
        string actor = "application",
        CancellationToken cancellationToken = default
    )
    {
        Require.Text(actor, StoreTables.NameLength, nameof(actor));
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        var exists = await _contexts
            .ReadAsync(
                "Finding an identity",
                (context, token) =>
                    context.Identities.AnyAsync(
                        row =>
                            row.Id == id
                            && context.Galleries.Any(gallery =>
                                gallery.Id == row.GalleryId && gallery.TenantId == tenantId
                            ),
                        token
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return exists
            ? await EraseAsync(id, actor, cancellationToken).ConfigureAwait(false)
                ?? throw StoreErrors.UnknownIdentity(tenant, id.ToString())
            : throw StoreErrors.UnknownIdentity(tenant, id.ToString());
    }

    /// <summary>Erases the identities, and deletes the pictures, whose retention has ended.</summary>
    /// <param name="actor">Who purges, for the audit.</param>
    /// <param name="cancellationToken">Ends the wait between two erasures.</param>
    /// <returns>The receipts, and how many pictures of other identities were deleted.</returns>
    public async Task<PurgeReport> PurgeAsync(string actor = "retention", CancellationToken cancellationToken = default)
    {
        Require.Text(actor, StoreTables.NameLength, nameof(actor));
        var now = _time.GetUtcNow();
        var receipts = ImmutableArray.CreateBuilder<ErasureReceipt>();
        while (true)
        {
            var due = await _contexts
                .ReadAsync(
                    "Finding what is due",
                    (context, token) =>
                        context
                            .Identities.Where(row => row.RetainUntil != null && row.RetainUntil <= now)
                            .OrderBy(static row => row.RetainUntil)
                            .Select(static row => row.Id)
                            .Take(PurgeChunk)
                            .ToListAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (due.Count == 0)
            {
                break;
            }

            foreach (var id in due)
            {
                if (await EraseAsync(id, actor, cancellationToken).ConfigureAwait(false) is { } receipt)
                {
                    receipts.Add(receipt);
                }
            }
        }

        var crops = await _writer
            .WriteAsync(
                (scope, token) =>
                    scope
                        .Context.FaceCrops.Where(row => row.RetainUntil != null && row.RetainUntil <= now)
                        .ExecuteDeleteAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        var decisions = await PurgeDecisionsAsync(now, cancellationToken).ConfigureAwait(false);
        if (crops + decisions > 0)
        {
            await ScrubAsync(cancellationToken).ConfigureAwait(false);
        }

        return new PurgeReport(receipts.ToImmutable(), crops) { DecisionsDeleted = decisions };
    }

    private async Task<ErasureReceipt?> EraseAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        var work = new ErasureWork(id, actor);
        var removed = await _writer.WriteAsync(work.RemoveAsync, cancellationToken).ConfigureAwait(false);
        if (removed is not { } counts)
        {
            return null;
        }

        // From here on it is completed, now or when the store is opened next.
        var keyScrubbed = _vault is null || await _vault.DestroyAsync([id], cancellationToken).ConfigureAwait(false);
        var entry = await _writer
            .WriteAsync((scope, token) => work.CompleteAsync(scope, counts, token), cancellationToken)
            .ConfigureAwait(false);
        await SyncGalleriesAsync(cancellationToken).ConfigureAwait(false);
        var scrubbed = await ScrubAsync(cancellationToken).ConfigureAwait(false);
        return new ErasureReceipt
        {
            StoreId = StoreId,
            IdentityId = id,
            ErasedAt = entry.At,
            Embeddings = counts.Embeddings.Length,
            Crops = counts.Crops,
            Decisions = counts.Decisions,
            KeyDestroyed = _vault is not null,
            TracesRemoved = scrubbed && keyScrubbed,
            Remaining = await CountRemainsAsync(id, counts.Embeddings, cancellationToken).ConfigureAwait(false),
            AuditSequence = entry.Sequence,
            AuditHash = Convert.ToHexStringLower(entry.Hash),
        };
    }

    private async Task<int> CountRemainsAsync(
        Guid id,
        ImmutableArray<Guid> embeddings,
        CancellationToken cancellationToken
    )
    {
        var rows = await _contexts
            .ReadAsync(
                "Looking for remains",
                async (context, token) =>
                    await context.Identities.CountAsync(row => row.Id == id, token).ConfigureAwait(false)
                    + await context.Embeddings.CountAsync(row => row.IdentityId == id, token).ConfigureAwait(false)
                    + await context.FaceCrops.CountAsync(row => row.IdentityId == id, token).ConfigureAwait(false)
                    + await context.Decisions.CountAsync(row => row.IdentityId == id, token).ConfigureAwait(false)
                    + await context.IdentityTags.CountAsync(row => row.IdentityId == id, token).ConfigureAwait(false)
                    + await context
                        .DistinctIdentities.CountAsync(row => row.FirstId == id || row.SecondId == id, token)
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        var key = _vault is null ? null : await _vault.FindAsync(id, cancellationToken).ConfigureAwait(false);
        key?.Dispose();
        return rows + (key is null ? 0 : 1) + CountIndexed(id, embeddings);
    }

    private Task<bool> ScrubAsync(CancellationToken cancellationToken) =>
        _contexts.ReadAsync(
            "Removing traces",
            async (context, token) =>
            {
                await context.Database.OpenConnectionAsync(token).ConfigureAwait(false);
                return await _contexts
                    .Provider.ScrubAsync(context.Database.GetDbConnection(), token)
                    .ConfigureAwait(false);
            },
            cancellationToken
        );

    private async Task CompleteErasuresAsync(CancellationToken cancellationToken)
    {
        var begun = await _contexts
            .ReadAsync(
                "Finding erasures",
                static (context, token) =>
                    context
                        .Identities.Where(static row => row.State == IdentityState.Erasing)
                        .Select(static row => row.Id)
                        .ToListAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var id in begun)
        {
            await EraseAsync(id, "recovery", cancellationToken).ConfigureAwait(false);
        }

        if (begun.Count > 0)
        {
            Log.ErasuresCompleted(_logger, begun.Count);
        }
    }
}
