using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Begins to move the galleries of a slot to the space of another model version.</summary>
    /// <param name="request">The slot, its profiles, and where to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The move. Every enrolment that is acknowledged from now on is on its list, by whichever process.</returns>
    /// <exception cref="StoreException">
    /// The version is unknown, or it cannot be used, makes no embeddings, or has the slot's own space (<see cref="StoreFailure.Refused"/>), or
    /// the slot is being moved already (<see cref="StoreFailure.Conflict"/>).
    /// </exception>
    public async Task<EmbeddingMigrationRecord> StartMigrationAsync(
        EmbeddingMigrationRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        Require.Text(request.Slot, StoreTables.NameLength, nameof(request));
        Require.Text(request.Actor, StoreTables.NameLength, nameof(request));
        if (request.Profiles.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A move needs at least one recognition profile.", nameof(request));
        }

        foreach (var profile in request.Profiles)
        {
            Require.Text(profile, IdentityTables.ProfileLength, nameof(request));
        }

        var id = await _writer
            .WriteAsync(new MigrationStartWork(request).ApplyAsync, cancellationToken)
            .ConfigureAwait(false);
        return await GetMigrationAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a move.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The move.</returns>
    /// <exception cref="StoreException">There is none of this number (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    public async Task<EmbeddingMigrationRecord> GetMigrationAsync(int id, CancellationToken cancellationToken = default)
    {
        var found = await ReadMigrationsAsync(
                context => context.SpaceMigrations.Where(row => row.Id == id),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [var migration] ? migration : throw StoreErrors.UnknownMigration(id);
    }

    /// <summary>Lists moves, the latest first.</summary>
    /// <param name="slot">Only those of this slot; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The moves; at most one of each slot is not finished or abandoned.</returns>
    public Task<ImmutableArray<EmbeddingMigrationRecord>> ListMigrationsAsync(
        string? slot = null,
        CancellationToken cancellationToken = default
    ) =>
        ReadMigrationsAsync(
            context => context.SpaceMigrations.Where(row => slot == null || row.Slot == slot),
            cancellationToken
        );

    /// <summary>The move for which enrolments of a profile are wanted in two spaces.</summary>
    /// <param name="profile">The recognition profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The move; <see langword="null"/> when the profile is not being moved.</returns>
    public async Task<EmbeddingMigrationRecord?> FindOpenMigrationAsync(
        string profile,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(profile);
        var found = await ReadMigrationsAsync(
                context =>
                    context
                        .SpaceMigrations.Where(MigrationMarks.IsOpen)
                        .Where(row =>
                            context.SpaceMigrationProfiles.Any(moved =>
                                moved.MigrationId == row.Id && moved.Profile == profile
                            )
                        ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [.., var first] ? first : null;
    }

    /// <summary>Counts how far a move has come.</summary>
    /// <param name="id">The move.</param>
    /// <param name="statesOnly">Whether only the states are counted, which is cheap enough for a progress display.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="StoreException">There is none of this number (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    public Task<EmbeddingMigrationCounts> CountMigrationAsync(
        int id,
        bool statesOnly = false,
        CancellationToken cancellationToken = default
    ) =>
        _contexts.ReadAsync(
            "Counting a migration",
            async (context, token) =>
            {
                var row = await MigrationReading.RequireAsync(context, id, token).ConfigureAwait(false);
                return await MigrationList
                    .CountAsync(context, row, _time.GetUtcNow(), statesOnly, token)
                    .ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <summary>Lists who should be enrolled again: identities that the new space has by mapped vectors only, or not at all.</summary>
    /// <param name="id">The move, finished or not.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identities, by id. Whoever has been enrolled again since is not among them.</returns>
    /// <exception cref="StoreException">There is none of this number (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    public async Task<ImmutableArray<ReenrolmentCandidate>> ListReenrolAsync(
        int id,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. await _contexts
                .ReadAsync(
                    "Listing whom to enrol again",
                    (context, token) => ReenrolAsync(context, id, token),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];

    private static async Task<List<ReenrolmentCandidate>> ReenrolAsync(
        VisionDbContext context,
        int id,
        CancellationToken cancellationToken
    )
    {
        var migration = await MigrationReading.RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        var vectors = context.Embeddings.Where(vector => vector.SpaceId == migration.ToSpaceId);
        return await (
            from item in context.SpaceMigrationItems
            join identity in context.Identities on item.IdentityId equals identity.Id
            join gallery in context.Galleries on identity.GalleryId equals gallery.Id
            join tenant in context.Tenants on gallery.TenantId equals tenant.Id
            where
                item.MigrationId == id
                && (
                    (
                        item.State == EmbeddingMigrationItemState.Bridged
                        && vectors.Any(vector => vector.IdentityId == identity.Id && vector.IsBridged)
                    )
                    || (
                        item.State == EmbeddingMigrationItemState.Failed
                        && !vectors.Any(vector =>
                            vector.IdentityId == identity.Id && vector.Kind == EmbeddingKind.Reference
                        )
                    )
                )
            orderby identity.Id
            select new ReenrolmentCandidate(
                identity.Id,
                tenant.Name,
                gallery.Profile,
                item.State == EmbeddingMigrationItemState.Bridged,
                item.Problem
            )
        )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private Task<ImmutableArray<EmbeddingMigrationRecord>> ReadMigrationsAsync(
        Func<VisionDbContext, IQueryable<SpaceMigrationRow>> select,
        CancellationToken cancellationToken
    ) =>
        _contexts.ReadAsync(
            "Reading migrations",
            (context, token) => MigrationReading.ListAsync(context, select(context), token),
            cancellationToken
        );
}
