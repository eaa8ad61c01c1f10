using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Reads what has changed in a gallery since it was last read: everything, the first time.</summary>
internal sealed class GalleryLoading(StoreContexts contexts, KeyVault? vault, GalleryKey key, EmbeddingSpaceId space)
{
    private const string VectorQuery =
        "SELECT id, identity_id, kind, scheme, vector FROM face_embeddings WHERE gallery_id = @gallery AND space_id = @space AND epoch > @after";

    private readonly string _purpose = SealPurpose.Vector(space);

    public Task CatchUpAsync(LoadedGallery loaded, CancellationToken cancellationToken) =>
        contexts.ReadAsync(
            "Loading a gallery",
            async (context, token) =>
            {
                await context.Database.OpenConnectionAsync(token).ConfigureAwait(false);
                var connection = context.Database.GetDbConnection();
                var snapshot = await contexts.Provider.BeginSnapshotAsync(connection, token).ConfigureAwait(false);
                await using (snapshot.ConfigureAwait(false))
                {
                    await context.Database.UseTransactionAsync(snapshot, token).ConfigureAwait(false);
                    await ReadAsync(context, snapshot, loaded, token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken
        );

    private async Task ReadAsync(
        VisionDbContext context,
        DbTransaction snapshot,
        LoadedGallery loaded,
        CancellationToken cancellationToken
    )
    {
        var after = loaded.Epoch;
        var epoch = await context
            .Galleries.Where(row => row.Id == key.Gallery)
            .Select(static row => row.Epoch)
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
        var identities = await ReadTagsAsync(context, after, cancellationToken).ConfigureAwait(false);
        var removed = await context
            .RemovedEmbeddings.Where(row => row.GalleryId == key.Gallery && row.Epoch > after)
            .Select(static row => row.EmbeddingId)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        using var command = CreateCommand(context, snapshot, after);
        using var ciphers = await GalleryCiphers
            .CreateAsync(context, vault, key, after, cancellationToken)
            .ConfigureAwait(false);
        using var vectors = await contexts.Provider.ReadVectorsAsync(command, cancellationToken).ConfigureAwait(false);
        if (after < 0)
        {
            LoadAll(loaded, vectors, ciphers, cancellationToken);
            loaded.Index.Apply(new GalleryChange { Identities = identities });
        }
        else
        {
            ApplyChange(loaded, vectors, ciphers, removed, identities, cancellationToken);
        }

        loaded.Epoch = epoch;
    }

    private void LoadAll(
        LoadedGallery loaded,
        VectorReader vectors,
        GalleryCiphers ciphers,
        CancellationToken cancellationToken
    )
    {
        var counterexamples = loaded.Counterexamples.ToBuilder();
        using var loader = loaded.Index.BeginLoad(expectedRows: 0);
        while (vectors.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var identity = vectors.IdentityId;
            if (!ciphers.CanOpen(identity))
            {
                continue;
            }

            if (vectors.Kind == (int)EmbeddingKind.Reference)
            {
                ciphers.Open(identity, _purpose, vectors, loader.Add(vectors.EmbeddingId, identity));
            }
            else
            {
                Remember(counterexamples, vectors.EmbeddingId, identity, Open(ciphers, vectors, loaded));
            }
        }

        loader.Complete();
        loaded.Counterexamples = counterexamples.ToImmutable();
    }

    private void ApplyChange(
        LoadedGallery loaded,
        VectorReader vectors,
        GalleryCiphers ciphers,
        List<Guid> removed,
        ImmutableArray<GalleryIdentity> identities,
        CancellationToken cancellationToken
    )
    {
        var added = ImmutableArray.CreateBuilder<GalleryEntry>();
        var counterexamples = loaded.Counterexamples.ToBuilder();
        while (vectors.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var identity = vectors.IdentityId;
            if (!ciphers.CanOpen(identity))
            {
                continue;
            }

            var values = Open(ciphers, vectors, loaded);
            if (vectors.Kind == (int)EmbeddingKind.Reference)
            {
                added.Add(new GalleryEntry(vectors.EmbeddingId, identity, values));
            }
            else
            {
                Remember(counterexamples, vectors.EmbeddingId, identity, values);
            }
        }

        Forget(counterexamples, removed);
        loaded.Index.Apply(
            new GalleryChange
            {
                Added = added.ToImmutable(),
                RemovedEmbeddings = [.. removed],
                Identities = identities,
            }
        );
        loaded.Counterexamples = counterexamples.ToImmutable();
    }

    private float[] Open(GalleryCiphers ciphers, VectorReader vectors, LoadedGallery loaded)
    {
        var values = new float[loaded.Index.Dimension];
        ciphers.Open(vectors.IdentityId, _purpose, vectors, values);
        return values;
    }

    private static void Remember(
        ImmutableDictionary<Guid, ImmutableDictionary<Guid, float[]>>.Builder all,
        Guid embedding,
        Guid identity,
        float[] values
    ) =>
        all[identity] = all.GetValueOrDefault(identity, ImmutableDictionary<Guid, float[]>.Empty)
            .SetItem(embedding, values);

    private static void Forget(
        ImmutableDictionary<Guid, ImmutableDictionary<Guid, float[]>>.Builder all,
        List<Guid> removed
    )
    {
        foreach (var (identity, some) in all.ToList())
        {
            var left = some.RemoveRange(removed);
            if (left.IsEmpty)
            {
                all.Remove(identity);
            }
            else
            {
                all[identity] = left;
            }
        }
    }

    private DbCommand CreateCommand(VisionDbContext context, DbTransaction snapshot, long after)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = VectorQuery;
        Add("@gallery", key.Gallery);
        Add("@space", key.Space);
        Add("@after", after);
        return command;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }

    private Task<ImmutableArray<GalleryIdentity>> ReadTagsAsync(
        VisionDbContext context,
        long after,
        CancellationToken cancellationToken
    ) =>
        after < 0
            ? ReadAllTagsAsync(context, cancellationToken)
            : ReadChangedTagsAsync(context, after, cancellationToken);

    /// <summary>Only tagged identities matter, and they are looked up from their tags: most galleries have far fewer.</summary>
    private async Task<ImmutableArray<GalleryIdentity>> ReadAllTagsAsync(
        VisionDbContext context,
        CancellationToken cancellationToken
    )
    {
        var tags = await context
            .IdentityTags.AsNoTracking()
            .Where(tag => context.Identities.Any(row => row.Id == tag.IdentityId && row.GalleryId == key.Gallery))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. tags.GroupBy(static tag => tag.IdentityId, static tag => tag.Tag)
                .Select(static tagged => new GalleryIdentity(tagged.Key, [.. tagged])),
        ];
    }

    /// <summary>Every identity that was changed: it may also have lost its last tag.</summary>
    private async Task<ImmutableArray<GalleryIdentity>> ReadChangedTagsAsync(
        VisionDbContext context,
        long after,
        CancellationToken cancellationToken
    )
    {
        var rows = await context
            .Identities.AsNoTracking()
            .Where(row => row.GalleryId == key.Gallery && row.Epoch > after)
            .Select(static row => new { row.Id, Tags = row.Tags.Select(static tag => tag.Tag).ToList() })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(static row => new GalleryIdentity(row.Id, [.. row.Tags]))];
    }
}
