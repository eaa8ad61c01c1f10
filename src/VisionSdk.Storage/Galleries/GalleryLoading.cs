using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>Reads what has changed in a gallery since it was last read: everything, the first time.</summary>
internal sealed class GalleryLoading(StoreContexts contexts, KeyVault? vault, GalleryKey key, EmbeddingSpaceId space)
{
    public Task CatchUpAsync(LoadedGallery loaded, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            "Loading a gallery",
            async token =>
            {
                await (loaded.Epoch < 0 ? LoadAsync(loaded, token) : UpdateAsync(loaded, token)).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Reads everything, in parts at the same time, and shows it at once.</summary>
    private async Task LoadAsync(LoadedGallery loaded, CancellationToken cancellationToken)
    {
        var first = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (first.ConfigureAwait(false))
        {
            var bridged = await first.ListBridgedAsync(cancellationToken).ConfigureAwait(false);
            var tagged = await first.ListTaggedAsync(cancellationToken).ConfigureAwait(false);
            using var keys = new GalleryKeys(
                vault is null ? null : await vault.AllAsync(cancellationToken).ConfigureAwait(false)
            );
            using var readers = new GalleryReaders(OpenAsync, Begin, first.Epoch, contexts.Reading);
            await Task.Run(() => readers.ReadAsync(first, cancellationToken), cancellationToken).ConfigureAwait(false);
            loaded.Bridged = [.. bridged];
            Show(loaded, readers.Parts, tagged);
            loaded.Epoch = first.Epoch;

            GalleryPart Begin(GalleryView view) =>
                new(view, loaded.Index.BeginLoad(expectedRows: 0), keys, space, loaded.Index.Dimension);
        }
    }

    private Task<GalleryView> OpenAsync(CancellationToken cancellationToken) =>
        GalleryView.OpenAsync(contexts, key, cancellationToken);

    private static void Show(
        LoadedGallery loaded,
        IReadOnlyList<GalleryPart> parts,
        ImmutableArray<GalleryIdentity> tagged
    )
    {
        var counterexamples = loaded.Counterexamples.ToBuilder();
        foreach (var (embedding, identity, values) in parts.SelectMany(static part => part.Counterexamples))
        {
            Remember(counterexamples, embedding, identity, values);
        }

        foreach (var part in parts.Skip(1))
        {
            parts[0].Loader.Join(part.Loader);
        }

        parts[0].Loader.Complete();
        loaded.Counterexamples = counterexamples.ToImmutable();
        loaded.Index.Apply(new GalleryChange { Identities = tagged });
    }

    private async Task UpdateAsync(LoadedGallery loaded, CancellationToken cancellationToken)
    {
        var after = loaded.Epoch;
        var view = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            var identities = await view.ListChangedAsync(after, cancellationToken).ConfigureAwait(false);
            var removed = await view.ListRemovedAsync(after, cancellationToken).ConfigureAwait(false);
            loaded.Bridged = [.. await view.ListBridgedAsync(cancellationToken).ConfigureAwait(false)];
            using var keys = new GalleryKeys(await FindKeysAsync(view, after, cancellationToken).ConfigureAwait(false));
            using var vectors = await view.ReadVectorsAsync(new EpochRange(after, view.Epoch), cancellationToken)
                .ConfigureAwait(false);
            Apply(loaded, vectors, keys, removed, identities, cancellationToken);
            loaded.Epoch = view.Epoch;
        }
    }

    private async Task<Dictionary<Guid, byte[]>?> FindKeysAsync(
        GalleryView view,
        long after,
        CancellationToken cancellationToken
    )
    {
        if (vault is null)
        {
            return null;
        }

        var owners = await view.ListOwnersAsync(after, cancellationToken).ConfigureAwait(false);
        return await vault.FindManyAsync(owners, cancellationToken).ConfigureAwait(false);
    }

    private void Apply(
        LoadedGallery loaded,
        VectorReader vectors,
        GalleryKeys keys,
        List<Guid> removed,
        ImmutableArray<GalleryIdentity> identities,
        CancellationToken cancellationToken
    )
    {
        var added = ImmutableArray.CreateBuilder<GalleryEntry>();
        var counterexamples = loaded.Counterexamples.ToBuilder();
        using var cipher = new GalleryCipher(keys, space);
        while (vectors.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var identity = vectors.IdentityId;
            if (!keys.CanOpen(identity))
            {
                continue;
            }

            var values = new float[loaded.Index.Dimension];
            cipher.Open(identity, vectors, values);
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
}
