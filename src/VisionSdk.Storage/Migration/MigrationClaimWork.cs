using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Takes identities that wait, so that nobody else works on them until the lease ends.</summary>
internal sealed class MigrationClaimWork(
    int migration,
    EmbeddingMigrationItemState state,
    int count,
    TimeSpan lease,
    Guid claim
)
{
    public async Task<bool> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await MigrationReading.RequireAsync(context, migration, cancellationToken).ConfigureAwait(false);
        MigrationRules.ThrowIfEnded(row);
        var now = scope.Now;
        var free = context.SpaceMigrationItems.Where(item =>
            item.MigrationId == migration && item.State == state && (item.LeaseUntil == null || item.LeaseUntil <= now)
        );
        var some = await free.OrderBy(static item => item.IdentityId)
            .Select(static item => item.IdentityId)
            .Take(count)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (some.Count == 0)
        {
            return false;
        }

        // The condition again: on a server somebody else may have taken some of them in between.
        var until = now + lease;
        await free.Where(item => some.Contains(item.IdentityId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(static item => item.Claim, claim)
                        .SetProperty(static item => item.LeaseUntil, until)
                        .SetProperty(static item => item.Version, static item => item.Version + 1),
                cancellationToken
            )
            .ConfigureAwait(false);
        return true;
    }
}
