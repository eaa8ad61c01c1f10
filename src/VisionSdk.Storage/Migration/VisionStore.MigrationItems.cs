using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Takes some of the identities that wait, for as long as a lease lasts. Several processes may do so at once.</summary>
    /// <param name="id">The move.</param>
    /// <param name="count">How many at most, in [1, 500].</param>
    /// <param name="lease">How long nobody else gets them; whoever works longer has worked for nothing.</param>
    /// <param name="uncropped">Whether those are wanted that wait for the bridge, rather than those that nobody has looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identities, with what they have; none when nothing is free. An identity that is being erased is left out.</returns>
    /// <exception cref="StoreException">There is no such move, or it has ended (<see cref="StoreFailure.Conflict"/>).</exception>
    public async Task<ImmutableArray<MigrationItem>> ClaimMigrationAsync(
        int id,
        int count,
        TimeSpan lease,
        bool uncropped = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LargestQuery);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        var claim = Guid.NewGuid();
        var state = uncropped ? EmbeddingMigrationItemState.Uncropped : EmbeddingMigrationItemState.Pending;
        var work = new MigrationClaimWork(id, state, count, lease, claim);
        var any = await _writer.WriteAsync(work.ApplyAsync, cancellationToken).ConfigureAwait(false);
        return any
            ? await _contexts
                .ReadAsync(
                    "Reading identities to move",
                    (context, token) => ReadClaimedAsync(context, id, claim, token),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : [];
    }

    /// <summary>Stores what was made for identities that were claimed: their vectors and their progress, or nothing.</summary>
    /// <param name="id">The move.</param>
    /// <param name="made">The identities.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// How many were stored. Those that were enrolled anew or erased in between, or claimed by somebody else after the lease, are left out: they
    /// are on the list again where they need to be.
    /// </returns>
    /// <exception cref="EmbeddingSpaceMismatchException">A vector is of neither space.</exception>
    /// <exception cref="StoreException">There is no such move, or it has ended (<see cref="StoreFailure.Conflict"/>).</exception>
    public async Task<int> StoreMigratedAsync(
        int id,
        IReadOnlyList<MigratedIdentity> made,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(made);
        var migration = await GetMigrationRowAsync(id, cancellationToken).ConfigureAwait(false);
        var spaces = await GetMigrationAsync(id, cancellationToken).ConfigureAwait(false);
        var keys = await FindKeysAsync(made.Select(static one => one.Item.IdentityId), cancellationToken)
            .ConfigureAwait(false);
        var rows = new List<(MigratedIdentity, List<EmbeddingRow>)>(made.Count);
        foreach (var one in made)
        {
            byte[]? key = null;
            if (keys is null || keys.TryGetValue(one.Item.IdentityId, out key))
            {
                using var cipher = new IdentityCipher(one.Item.IdentityId, key);
                rows.Add((one, [.. one.Vectors.Select(vector => Seal(migration, spaces, one.Item, vector, cipher))]));
            }
        }

        return await _writer
            .WriteAsync(new MigrationStoreWork(id, rows).ApplyAsync, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Puts identities that could not be moved back on the list, to try them again.</summary>
    /// <param name="id">The move.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">There is no such move, or it has ended (<see cref="StoreFailure.Conflict"/>).</exception>
    public Task<int> RetryMigrationAsync(int id, CancellationToken cancellationToken = default) =>
        _writer.WriteAsync(
            async (scope, token) =>
            {
                MigrationRules.ThrowIfEnded(
                    await MigrationReading.RequireAsync(scope.Context, id, token).ConfigureAwait(false)
                );
                return await scope
                    .Context.SpaceMigrationItems.Where(item =>
                        item.MigrationId == id && item.State == EmbeddingMigrationItemState.Failed
                    )
                    .ExecuteUpdateAsync(
                        static set =>
                            set.SetProperty(static item => item.State, EmbeddingMigrationItemState.Pending)
                                .SetProperty(static item => item.Problem, (string?)null)
                                .SetProperty(static item => item.Version, static item => item.Version + 1),
                        token
                    )
                    .ConfigureAwait(false);
            },
            cancellationToken
        );

    private async Task<ImmutableArray<MigrationItem>> ReadClaimedAsync(
        VisionDbContext context,
        int id,
        Guid claim,
        CancellationToken cancellationToken
    )
    {
        var claimed = await (
            from item in context.SpaceMigrationItems.AsNoTracking()
            join identity in context.Identities on item.IdentityId equals identity.Id
            join gallery in context.Galleries on identity.GalleryId equals gallery.Id
            where item.MigrationId == id && item.Claim == claim && identity.State == IdentityState.Active
            orderby identity.Id
            select new
            {
                identity.Id,
                Gallery = gallery,
                item.Version,
            }
        )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var ids = claimed.ConvertAll(static row => row.Id);
        var reading = await ReadingAsync(context, id, cancellationToken).ConfigureAwait(false);
        var vectors = await reading.VectorsAsync(ids, cancellationToken).ConfigureAwait(false);
        var crops = await reading.CropsAsync(vectors, cancellationToken).ConfigureAwait(false);
        var keys = await FindKeysAsync(ids, cancellationToken).ConfigureAwait(false);
        var items = ImmutableArray.CreateBuilder<MigrationItem>(claimed.Count);
        foreach (var row in claimed)
        {
            byte[]? key = null;
            if (keys is null || keys.TryGetValue(row.Id, out key))
            {
                using var cipher = new IdentityCipher(row.Id, key);
                items.Add(
                    new MigrationItem
                    {
                        IdentityId = row.Id,
                        Profile = row.Gallery.Profile,
                        GalleryId = row.Gallery.Id,
                        TenantId = row.Gallery.TenantId,
                        Version = row.Version,
                        Sources = reading.Open(vectors[row.Id], crops, cipher),
                    }
                );
            }
        }

        return items.ToImmutable();
    }

    private static async Task<MigrationItemReading> ReadingAsync(
        VisionDbContext context,
        int id,
        CancellationToken cancellationToken
    )
    {
        var row = await MigrationReading.RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        return new MigrationItemReading(
            context,
            row,
            await SpaceAsync(context, row.FromSpaceId, cancellationToken).ConfigureAwait(false),
            await SpaceAsync(context, row.ToSpaceId, cancellationToken).ConfigureAwait(false)
        );
    }

    private static async Task<EmbeddingSpaceId> SpaceAsync(
        VisionDbContext context,
        int id,
        CancellationToken cancellationToken
    ) =>
        new(
            await context
                .EmbeddingSpaces.Where(row => row.Id == id)
                .Select(static row => row.Digest)
                .SingleAsync(cancellationToken)
                .ConfigureAwait(false)
        );

    private Task<SpaceMigrationRow> GetMigrationRowAsync(int id, CancellationToken cancellationToken) =>
        _contexts.ReadAsync(
            "Reading a migration",
            (context, token) => MigrationReading.RequireAsync(context, id, token),
            cancellationToken
        );

    private async Task<Dictionary<Guid, byte[]>?> FindKeysAsync(
        IEnumerable<Guid> identities,
        CancellationToken cancellationToken
    ) => _vault is null ? null : await _vault.FindManyAsync([.. identities], cancellationToken).ConfigureAwait(false);

    private EmbeddingRow Seal(
        SpaceMigrationRow migration,
        EmbeddingMigrationRecord spaces,
        MigrationItem item,
        MigratedVector vector,
        IdentityCipher cipher
    )
    {
        var embedding = vector.Embedding;
        var isNew = embedding.Space == spaces.To.Space;
        if (!isNew && embedding.Space != spaces.From.Space)
        {
            throw new EmbeddingSpaceMismatchException(
                $"Migration {migration.Id} moves from space {spaces.From.Space} to {spaces.To.Space}; a vector of space {embedding.Space} cannot be stored for it.",
                embedding.Space,
                spaces.To.Space!.Value
            );
        }

        return new EmbeddingRow
        {
            Id = Guid.CreateVersion7(_time.GetUtcNow()),
            IdentityId = item.IdentityId,
            GalleryId = item.GalleryId,
            SpaceId = isNew ? migration.ToSpaceId : migration.FromSpaceId,
            ModelVersionId = isNew ? migration.ToModelVersionId : migration.FromModelVersionId,
            Dimension = embedding.Dimension,
            Kind = vector.Source.Kind,
            Vector = cipher.Seal(SealPurpose.Vector(embedding.Space), MemoryMarshal.AsBytes(embedding.Values.AsSpan())),
            Scheme = cipher.Scheme,
            Quality = vector.Source.Quality,
            SourceDigest = vector.Source.Digest,
            CropId = vector.Source.CropId,
            IsBridged = vector.IsBridged,
            CreatedAt = _time.GetUtcNow(),
        };
    }
}
