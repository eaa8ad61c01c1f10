using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Stores what was made for some identities: vectors and progress in one transaction. It can run more than once.</summary>
/// <param name="migration">The move.</param>
/// <param name="made">The identities, with their vectors sealed.</param>
internal sealed class MigrationStoreWork(
    int migration,
    IReadOnlyList<(MigratedIdentity Identity, List<EmbeddingRow> Rows)> made
)
{
    /// <returns>How many identities were stored. The others have changed since they were claimed, or are gone.</returns>
    public async Task<int> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await MigrationReading.RequireAsync(context, migration, cancellationToken).ConfigureAwait(false);
        MigrationRules.ThrowIfEnded(row);
        var epochs = new Dictionary<int, long>();
        foreach (var gallery in made.Select(static one => one.Identity.Item.GalleryId).Distinct().Order())
        {
            epochs[gallery] = await scope.EpochAsync(gallery, cancellationToken).ConfigureAwait(false);
        }

        var items = await ItemsAsync(context, cancellationToken).ConfigureAwait(false);
        var present = await PresentAsync(context, cancellationToken).ConfigureAwait(false);
        var stored = new List<(MigratedIdentity Identity, int Vectors)>();
        foreach (var (identity, rows) in made)
        {
            var claimed = identity.Item;
            if (!items.TryGetValue(claimed.IdentityId, out var item) || item.Version != claimed.Version)
            {
                continue;
            }

            var missing = rows.FindAll(vector => present.Add(KeyOf(vector)));
            missing.ForEach(vector => vector.Epoch = epochs[vector.GalleryId]);
            context.Embeddings.AddRange(missing);
            item.State = identity.State;
            item.Problem = identity.Problem;
            item.Claim = null;
            item.LeaseUntil = null;
            item.UpdatedAt = scope.Now;
            item.Version++;
            stored.Add((identity, missing.Count));
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await AuditAsync(scope, row, stored, cancellationToken).ConfigureAwait(false);
        return stored.Count;
    }

    private async Task<Dictionary<Guid, SpaceMigrationItemRow>> ItemsAsync(
        VisionDbContext context,
        CancellationToken cancellationToken
    )
    {
        var ids = made.Select(static one => one.Identity.Item.IdentityId).ToList();
        return await context
            .SpaceMigrationItems.Where(item =>
                item.MigrationId == migration
                && ids.Contains(item.IdentityId)
                && context.Identities.Any(identity =>
                    identity.Id == item.IdentityId && identity.State == IdentityState.Active
                )
            )
            .ToDictionaryAsync(static item => item.IdentityId, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<HashSet<(Guid Identity, int Space, EmbeddingKind Kind, string Digest)>> PresentAsync(
        VisionDbContext context,
        CancellationToken cancellationToken
    )
    {
        var ids = made.Where(static one => one.Rows.Count > 0)
            .Select(static one => one.Identity.Item.IdentityId)
            .ToList();
        var rows = await context
            .Embeddings.AsNoTracking()
            .Where(vector => ids.Contains(vector.IdentityId))
            .Select(static vector => new
            {
                vector.IdentityId,
                vector.SpaceId,
                vector.Kind,
                vector.SourceDigest,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return rows.Select(static row => (row.IdentityId, row.SpaceId, row.Kind, Convert.ToHexString(row.SourceDigest)))
            .ToHashSet();
    }

    private static (Guid Identity, int Space, EmbeddingKind Kind, string Digest) KeyOf(EmbeddingRow row) =>
        (row.IdentityId, row.SpaceId, row.Kind, Convert.ToHexString(row.SourceDigest));

    private static async Task AuditAsync(
        WriteScope scope,
        SpaceMigrationRow migration,
        List<(MigratedIdentity Identity, int Vectors)> stored,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var ofTenant in stored.GroupBy(static one => one.Identity.Item.TenantId).OrderBy(static group => group.Key)
        )
        {
            var details =
                $$"""{"migration":{{migration.Id}},"identities":{{ofTenant.Count()}},"vectors":{{ofTenant.Sum(static one => one.Vectors)}}}""";
            await scope
                .AuditAsync(
                    ofTenant.Key,
                    new AuditEvent(migration.Actor, "embeddings.migrated", Subject: null, details),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }
}
