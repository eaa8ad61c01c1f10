using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Moves with the names of what they move between.</summary>
internal static class MigrationReading
{
    public static async Task<ImmutableArray<EmbeddingMigrationRecord>> ListAsync(
        VisionDbContext context,
        IQueryable<SpaceMigrationRow> rows,
        CancellationToken cancellationToken
    )
    {
        var found = await rows.AsNoTracking()
            .OrderByDescending(static row => row.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var ids = found.ConvertAll(static row => row.Id);
        var profiles = await context
            .SpaceMigrationProfiles.AsNoTracking()
            .Where(row => ids.Contains(row.MigrationId))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var versionIds = found
            .SelectMany(static row => new[] { row.FromModelVersionId, row.ToModelVersionId })
            .ToHashSet();
        var versions = await VersionsAsync(context, versionIds, cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.Select(row => new EmbeddingMigrationRecord
            {
                Id = row.Id,
                Slot = row.Slot,
                Profiles =
                [
                    .. profiles
                        .Where(profile => profile.MigrationId == row.Id)
                        .Select(static profile => profile.Profile)
                        .Order(StringComparer.Ordinal),
                ],
                From = versions[row.FromModelVersionId],
                To = versions[row.ToModelVersionId],
                State = row.State,
                Activation = row.ActivationId,
                Actor = row.Actor,
                Reason = row.Reason,
                Gate = row.Gate,
                GateReport = row.GateReport,
                OverrideReason = row.OverrideReason,
                BridgeReport = row.BridgeReport,
                StartedAt = row.StartedAt,
                UpdatedAt = row.UpdatedAt,
            }),
        ];
    }

    /// <summary>The row of a move, tracked.</summary>
    /// <exception cref="StoreException">There is none (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    public static async Task<SpaceMigrationRow> RequireAsync(
        VisionDbContext context,
        int id,
        CancellationToken cancellationToken
    ) =>
        await context.SpaceMigrations.SingleOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false)
        ?? throw StoreErrors.UnknownMigration(id);

    /// <summary>The galleries that a move moves, by rising id, which is the order in which they are locked.</summary>
    public static Task<List<GalleryRow>> GalleriesAsync(
        VisionDbContext context,
        int migration,
        CancellationToken cancellationToken
    ) =>
        context
            .Galleries.AsNoTracking()
            .Where(row =>
                context.SpaceMigrationProfiles.Any(moved =>
                    moved.MigrationId == migration && moved.Profile == row.Profile
                )
            )
            .OrderBy(static row => row.Id)
            .ToListAsync(cancellationToken);

    private static async Task<Dictionary<int, ModelVersionRecord>> VersionsAsync(
        VisionDbContext context,
        HashSet<int> ids,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from row in context.ModelVersions.AsNoTracking()
            join model in context.Models on row.ModelId equals model.Id
            join space in context.EmbeddingSpaces on row.SpaceId equals space.Id
            where ids.Contains(row.Id)
            select new
            {
                Row = row,
                model.Name,
                model.Task,
                space.Digest,
            }
        )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return rows.ToDictionary(
            static found => found.Row.Id,
            static found => new ModelVersionRecord
            {
                ModelId = found.Name,
                Version = found.Row.SemanticVersion,
                Task = found.Task,
                Sha256 = found.Row.Sha256,
                Space = new EmbeddingSpaceId(found.Digest),
                State = found.Row.State,
                RegisteredAt = found.Row.RegisteredAt,
                Manifest = Encoding.UTF8.GetBytes(found.Row.Manifest),
                Signature = found.Row.Signature,
            }
        );
    }
}
