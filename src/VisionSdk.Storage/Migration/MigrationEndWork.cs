using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>The first and the last transaction of ending a move; between them vectors are dropped, so that a crash anywhere can be completed.</summary>
internal sealed class MigrationEndWork(int migration, bool dropsOld, string actor)
{
    private EmbeddingMigrationState Begun =>
        dropsOld ? EmbeddingMigrationState.Finishing : EmbeddingMigrationState.Abandoning;

    /// <summary>From here on there is no way back.</summary>
    public async Task<bool> BeginAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var row = await MigrationReading
            .RequireAsync(scope.Context, migration, cancellationToken)
            .ConfigureAwait(false);
        if (dropsOld)
        {
            MigrationRules.ThrowUnless(
                row,
                "Finishing",
                EmbeddingMigrationState.CutOver,
                EmbeddingMigrationState.Finishing
            );
        }
        else
        {
            MigrationRules.ThrowUnless(
                row,
                "Abandoning",
                EmbeddingMigrationState.Running,
                EmbeddingMigrationState.RolledBack,
                EmbeddingMigrationState.Abandoning
            );
        }

        await ThrowIfAnsweringAsync(scope.Context, row, cancellationToken).ConfigureAwait(false);
        if (row.State == Begun)
        {
            return false;
        }

        await MigrationLocks.TakeAsync(scope, migration, cancellationToken).ConfigureAwait(false);
        await SetAsync(scope, row, Begun, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<bool> CompleteAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await MigrationReading.RequireAsync(context, migration, cancellationToken).ConfigureAwait(false);
        if (row.State != Begun)
        {
            return false;
        }

        var galleries = await MigrationLocks.TakeAsync(scope, migration, cancellationToken).ConfigureAwait(false);
        var ids = galleries.ConvertAll(static gallery => gallery.Id);
        await context
            .FaceCrops.Where(crop =>
                context.Identities.Any(identity => identity.Id == crop.IdentityId && ids.Contains(identity.GalleryId))
                && !context.Embeddings.Any(vector =>
                    vector.IdentityId == crop.IdentityId
                    && (vector.Id == crop.EmbeddingId || vector.CropId == crop.EmbeddingId)
                )
            )
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);

        // Whom to enrol again stays known.
        await context
            .SpaceMigrationItems.Where(item =>
                item.MigrationId == migration && item.State == EmbeddingMigrationItemState.Done
            )
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        await SetAsync(
                scope,
                row,
                dropsOld ? EmbeddingMigrationState.Finished : EmbeddingMigrationState.Abandoned,
                cancellationToken
            )
            .ConfigureAwait(false);
        await MigrationAudit
            .WriteAsync(
                scope,
                galleries,
                actor,
                dropsOld ? "embeddings.migration.finished" : "embeddings.migration.abandoned",
                $$"""{"migration":{{migration}}}""",
                cancellationToken
            )
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>Whatever the state says: nobody would be known any more.</summary>
    private async Task ThrowIfAnsweringAsync(
        VisionDbContext context,
        SpaceMigrationRow row,
        CancellationToken cancellationToken
    )
    {
        var dropped = dropsOld ? row.FromSpaceId : row.ToSpaceId;
        var last = context
            .SlotActivations.Where(activation => activation.Slot == row.Slot)
            .OrderByDescending(static activation => activation.Id)
            .Select(static activation => activation.ModelVersionId)
            .Take(1);
        if (
            await context
                .ModelVersions.AnyAsync(
                    version => last.Contains(version.Id) && version.SpaceId == dropped,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Migration {row.Id} cannot be ended: the version that answers in slot '{row.Slot}' is of the space whose vectors would be dropped. Somebody has activated it past the migration; activate the other version first."
            );
        }
    }

    private static async Task SetAsync(
        WriteScope scope,
        SpaceMigrationRow row,
        EmbeddingMigrationState state,
        CancellationToken cancellationToken
    )
    {
        row.State = state;
        row.UpdatedAt = scope.Now;
        row.Version++;
        await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
