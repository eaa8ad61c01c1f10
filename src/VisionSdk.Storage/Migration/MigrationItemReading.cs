using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Reads what identities have in the two spaces of a move, and opens it.</summary>
/// <param name="context">Where to read.</param>
/// <param name="migration">The move.</param>
/// <param name="oldSpace">The old space.</param>
/// <param name="newSpace">The new space.</param>
internal sealed class MigrationItemReading(
    VisionDbContext context,
    SpaceMigrationRow migration,
    EmbeddingSpaceId oldSpace,
    EmbeddingSpaceId newSpace
)
{
    /// <summary>The vectors of some identities, by identity.</summary>
    public async Task<ILookup<Guid, EmbeddingRow>> VectorsAsync(
        IReadOnlyCollection<Guid> identities,
        CancellationToken cancellationToken
    )
    {
        var rows = await context
            .Embeddings.AsNoTracking()
            .Where(row => identities.Contains(row.IdentityId))
            .OrderBy(static row => row.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return rows.ToLookup(static row => row.IdentityId);
    }

    /// <summary>The pictures of those vectors whose source lacks a vector in one of the spaces.</summary>
    public async Task<Dictionary<Guid, FaceCropRow>> CropsAsync(
        ILookup<Guid, EmbeddingRow> vectors,
        CancellationToken cancellationToken
    )
    {
        var wanted = vectors
            .SelectMany(static rows => BySource(rows))
            .Where(IsIncomplete)
            .SelectMany(static rows => rows.Select(CropIdOf))
            .ToHashSet();
        var crops = new Dictionary<Guid, FaceCropRow>();
        foreach (var some in wanted.Chunk(500))
        {
            var found = await context
                .FaceCrops.AsNoTracking()
                .Where(row => some.Contains(row.EmbeddingId))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            found.ForEach(row => crops.Add(row.EmbeddingId, row));
        }

        return crops;
    }

    /// <summary>What one identity has, source by source.</summary>
    public ImmutableArray<MigrationSource> Open(
        IEnumerable<EmbeddingRow> vectors,
        IReadOnlyDictionary<Guid, FaceCropRow> crops,
        IdentityCipher cipher
    ) => [.. BySource(vectors).Select(rows => Open([.. rows], crops, cipher))];

    private MigrationSource Open(
        EmbeddingRow[] rows,
        IReadOnlyDictionary<Guid, FaceCropRow> crops,
        IdentityCipher cipher
    )
    {
        var old = Array.Find(rows, row => row.SpaceId == migration.FromSpaceId);
        var @new = Array.Find(rows, row => row.SpaceId == migration.ToSpaceId);
        var crop = rows.Select(row => crops.GetValueOrDefault(CropIdOf(row)))
            .FirstOrDefault(static row => row is not null);
        return new MigrationSource
        {
            IsCounterexample = rows[0].Kind == EmbeddingKind.Counterexample,
            Old = old is null ? null : Open(old, oldSpace, cipher),
            New = @new is null ? null : Open(@new, newSpace, cipher),
            IsOldBridged = old is { IsBridged: true },
            IsNewBridged = @new is { IsBridged: true },
            Crop = crop?.Open(cipher),
            Digest = rows[0].SourceDigest,
            CropId = crop?.EmbeddingId,
            Quality = rows[0].Quality,
        };
    }

    private static Embedding Open(EmbeddingRow row, EmbeddingSpaceId space, IdentityCipher cipher)
    {
        var values = new float[row.Dimension];
        cipher.Open(SealPurpose.Vector(space), row.Scheme, row.Vector, MemoryMarshal.AsBytes(values.AsSpan()));
        return new Embedding(space, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private static IEnumerable<IGrouping<(EmbeddingKind, string), EmbeddingRow>> BySource(
        IEnumerable<EmbeddingRow> rows
    ) => rows.GroupBy(static row => (row.Kind, Convert.ToHexString(row.SourceDigest)));

    private bool IsIncomplete(IEnumerable<EmbeddingRow> rows) =>
        !rows.Any(row => row.SpaceId == migration.FromSpaceId) || !rows.Any(row => row.SpaceId == migration.ToSpaceId);

    private static Guid CropIdOf(EmbeddingRow row) => row.CropId ?? row.Id;
}
