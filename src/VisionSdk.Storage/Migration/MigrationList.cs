using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>The list of the identities that a move has to move.</summary>
internal static class MigrationList
{
    /// <summary>Adds identities that are not on the list: all of them when a move begins, normally none later.</summary>
    /// <returns>How many were added.</returns>
    public static Task<int> CompleteAsync(
        VisionDbContext context,
        int migration,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var at = now.ToUnixTimeMilliseconds();
        return context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO embedding_migration_items (migration_id, identity_id, state, updated_at, version)
            SELECT {migration}, i.id, 0, {at}, 1
            FROM identities i
            JOIN galleries g ON g.id = i.gallery_id
            JOIN embedding_migration_profiles p ON p.migration_id = {migration} AND p.profile = g.profile
            WHERE i.state = 0 AND NOT EXISTS (
                SELECT 1 FROM embedding_migration_items x WHERE x.migration_id = {migration} AND x.identity_id = i.id)
            """,
            cancellationToken
        );
    }

    public static async Task<EmbeddingMigrationCounts> CountAsync(
        VisionDbContext context,
        SpaceMigrationRow migration,
        DateTimeOffset now,
        bool statesOnly,
        CancellationToken cancellationToken
    )
    {
        var items = context.SpaceMigrationItems.Where(row => row.MigrationId == migration.Id);
        var counts = await items
            .GroupBy(static row => row.State)
            .Select(static group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(static group => group.Key, static group => group.Count, cancellationToken)
            .ConfigureAwait(false);
        var states = new EmbeddingMigrationCounts
        {
            Pending = counts.GetValueOrDefault(EmbeddingMigrationItemState.Pending),
            Uncropped = counts.GetValueOrDefault(EmbeddingMigrationItemState.Uncropped),
            Done = counts.GetValueOrDefault(EmbeddingMigrationItemState.Done),
            Bridged = counts.GetValueOrDefault(EmbeddingMigrationItemState.Bridged),
            Failed = counts.GetValueOrDefault(EmbeddingMigrationItemState.Failed),
        };
        if (statesOnly)
        {
            return states;
        }

        var since = now.AddMinutes(-1);
        return states with
        {
            MissingInNew = await Lacking(context, items, migration.ToSpaceId)
                .CountAsync(static row => row.State == EmbeddingMigrationItemState.Failed, cancellationToken)
                .ConfigureAwait(false),
            MissingInOld = await Lacking(context, items, migration.FromSpaceId)
                .CountAsync(cancellationToken)
                .ConfigureAwait(false),
            LastMinute = await items
                .CountAsync(
                    row =>
                        row.UpdatedAt > since
                        && (
                            row.State == EmbeddingMigrationItemState.Done
                            || row.State == EmbeddingMigrationItemState.Bridged
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false),
        };
    }

    /// <summary>Items, other than those that are done, whose identity has no reference in a space.</summary>
    public static IQueryable<SpaceMigrationItemRow> Lacking(
        VisionDbContext context,
        IQueryable<SpaceMigrationItemRow> items,
        int space
    ) =>
        items.Where(row =>
            row.State != EmbeddingMigrationItemState.Done
            && row.State != EmbeddingMigrationItemState.Bridged
            && !context.Embeddings.Any(vector =>
                vector.IdentityId == row.IdentityId && vector.SpaceId == space && vector.Kind == EmbeddingKind.Reference
            )
        );
}
