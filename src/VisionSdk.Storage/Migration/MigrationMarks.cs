using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>
/// Keeps a move's list of identities in step with enrolments, in their own transactions, so that none is missed, by whichever process and
/// whether that has noticed the move or not.
/// </summary>
internal static class MigrationMarks
{
    /// <summary>While a move is in one of these states, both spaces are kept complete.</summary>
    public static Expression<Func<SpaceMigrationRow, bool>> IsOpen { get; } =
        static row =>
            row.State == EmbeddingMigrationState.Running
            || row.State == EmbeddingMigrationState.CutOver
            || row.State == EmbeddingMigrationState.RolledBack;

    /// <summary>The move in which a gallery takes part. Ask after its epoch was taken: the lock orders this transaction and a move's beginning.</summary>
    public static Task<OpenMigration?> FindAsync(
        VisionDbContext context,
        int gallery,
        CancellationToken cancellationToken
    ) =>
        (
            from migration in context.SpaceMigrations.AsNoTracking().Where(IsOpen)
            join moved in context.SpaceMigrationProfiles on migration.Id equals moved.MigrationId
            join row in context.Galleries on moved.Profile equals row.Profile
            where row.Id == gallery
            orderby migration.Id
            select new OpenMigration(migration.Id, migration.FromSpaceId, migration.ToSpaceId)
        ).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Marks an identity that was enrolled, or has got more vectors.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="migration">The move.</param>
    /// <param name="identity">The identity.</param>
    /// <param name="sources">Spaces and sources of all its vectors.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task MarkAsync(
        WriteScope scope,
        OpenMigration migration,
        Guid identity,
        IEnumerable<(int Space, EmbeddingKind Kind, string Digest)> sources,
        CancellationToken cancellationToken
    )
    {
        var items = scope.Context.SpaceMigrationItems;
        var item = await items
            .SingleOrDefaultAsync(
                row => row.MigrationId == migration.Id && row.IdentityId == identity,
                cancellationToken
            )
            .ConfigureAwait(false);
        var state = StateOf(migration, sources);
        if (item is null)
        {
            items.Add(
                new SpaceMigrationItemRow
                {
                    MigrationId = migration.Id,
                    IdentityId = identity,
                    State = state,
                    UpdatedAt = scope.Now,
                    Version = 1,
                }
            );
        }
        else
        {
            item.State = state;
            item.Claim = null;
            item.LeaseUntil = null;
            item.Problem = null;
            item.UpdatedAt = scope.Now;
            item.Version++;
        }

        await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Done when both spaces have the same sources.</summary>
    public static EmbeddingMigrationItemState StateOf(
        OpenMigration migration,
        IEnumerable<(int Space, EmbeddingKind Kind, string Digest)> sources
    )
    {
        var bySpace = sources.ToLookup(static source => source.Space, static source => (source.Kind, source.Digest));
        return bySpace[migration.FromSpaceId].ToHashSet().SetEquals(bySpace[migration.ToSpaceId])
            ? EmbeddingMigrationItemState.Done
            : EmbeddingMigrationItemState.Pending;
    }
}
