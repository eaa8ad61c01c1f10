using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Draws identities of which both spaces have real vectors, for comparing the spaces and for learning a bridge.</summary>
    /// <param name="id">The move.</param>
    /// <param name="count">How many at most. Those with several references come first, since only they have genuine pairs.</param>
    /// <param name="seed">The same seed draws the same identities of the same gallery.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identities, by id.</returns>
    /// <exception cref="StoreException">There is no such move.</exception>
    public Task<ImmutableArray<MigratedSample>> SampleMigratedAsync(
        int id,
        int count,
        int seed,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return _contexts.ReadAsync(
            "Drawing identities of a migration",
            async (context, token) =>
            {
                var row = await MigrationReading.RequireAsync(context, id, token).ConfigureAwait(false);
                var drawn = await DrawAsync(context, row, count, seed, token).ConfigureAwait(false);
                var reading = await ReadingAsync(context, id, token).ConfigureAwait(false);
                var samples = ImmutableArray.CreateBuilder<MigratedSample>(drawn.Count);
                foreach (var some in drawn.Order().Chunk(LargestQuery))
                {
                    await OpenAsync(reading, some, samples, token).ConfigureAwait(false);
                }

                return samples.ToImmutable();
            },
            cancellationToken
        );
    }

    private static async Task<List<Guid>> DrawAsync(
        VisionDbContext context,
        SpaceMigrationRow migration,
        int count,
        int seed,
        CancellationToken cancellationToken
    )
    {
        var candidates = await (
            from item in context.SpaceMigrationItems
            join vector in context.Embeddings on item.IdentityId equals vector.IdentityId
            where
                item.MigrationId == migration.Id
                && vector.SpaceId == migration.ToSpaceId
                && vector.Kind == EmbeddingKind.Reference
                && !vector.IsBridged
            group vector by vector.IdentityId into ofIdentity
            select new { Id = ofIdentity.Key, References = ofIdentity.Count() }
        )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var order = candidates.OrderBy(static one => one.Id).ToArray();
        new Random(seed).Shuffle(order);
        return [.. order.OrderByDescending(static one => one.References > 1).Take(count).Select(static one => one.Id)];
    }

    private async Task OpenAsync(
        MigrationItemReading reading,
        Guid[] identities,
        ImmutableArray<MigratedSample>.Builder samples,
        CancellationToken cancellationToken
    )
    {
        var vectors = await reading.VectorsAsync(identities, cancellationToken).ConfigureAwait(false);
        var keys = await FindKeysAsync(identities, cancellationToken).ConfigureAwait(false);
        foreach (var identity in identities)
        {
            byte[]? key = null;
            if (keys is not null && !keys.TryGetValue(identity, out key))
            {
                continue;
            }

            using var cipher = new IdentityCipher(identity, key);
            ImmutableArray<MigrationSource> sources =
            [
                .. reading
                    .Open(vectors[identity], ImmutableDictionary<Guid, FaceCropRow>.Empty, cipher)
                    .Where(static source =>
                        source
                            is {
                                IsCounterexample: false,
                                Old: not null,
                                New: not null,
                                IsOldBridged: false,
                                IsNewBridged: false
                            }
                    ),
            ];
            if (!sources.IsEmpty)
            {
                samples.Add(new MigratedSample(identity, vectors[identity].First().GalleryId, sources));
            }
        }
    }
}
