using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    private readonly ConcurrentDictionary<GalleryKey, LoadedGallery> _loaded = new();
    private readonly ConcurrentDictionary<string, (int Id, int Dimension, DistanceMetric Metric)> _spaces = new(
        StringComparer.Ordinal
    );

    /// <summary>Finds the identities that look most like a probe.</summary>
    /// <param name="scope">Whose identities are searched.</param>
    /// <param name="probe">The probe's vector; only vectors of its space are compared.</param>
    /// <param name="options">How many, how near, with which tags; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The candidates, nearest first. Exact: no identity that is nearer is left out.</returns>
    /// <exception cref="StoreException">The tenant is unknown, a value was tampered with, or the database fails.</exception>
    /// <remarks>
    /// The search sees every change that was acknowledged before it began, by whichever process, and never half of one. The first search
    /// of a gallery loads it into memory. An identity that has a counterexample nearer to the probe than its own references is left out.
    /// </remarks>
    public async Task<GallerySearchResult> SearchAsync(
        GalleryScope scope,
        Embedding probe,
        GallerySearchOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(probe);
        options ??= new GallerySearchOptions();
        var gallery = await FindGalleryAsync(scope.Tenant, scope.Profile, cancellationToken).ConfigureAwait(false);
        var space = await FindSpaceAsync(probe, cancellationToken).ConfigureAwait(false);
        if (gallery is null || space is null)
        {
            return new GallerySearchResult([], Identities: 0, Embeddings: 0, Epoch: 0);
        }

        var loaded = _loaded.GetOrAdd(
            new GalleryKey(gallery.Value, space.Value.Id),
            static (_, space) => new LoadedGallery(new GalleryIndex(space.Dimension, space.Metric)),
            space.Value
        );
        await SyncAsync(new GalleryKey(gallery.Value, space.Value.Id), loaded, probe.Space, cancellationToken)
            .ConfigureAwait(false);
        return GallerySearch.Run(loaded, probe, space.Value.Metric, options, cancellationToken);
    }

    private async ValueTask<(int Id, int Dimension, DistanceMetric Metric)?> FindSpaceAsync(
        Embedding probe,
        CancellationToken cancellationToken
    )
    {
        var space = await FindSpaceAsync(probe.Space, cancellationToken).ConfigureAwait(false);
        return space is null || space.Value.Dimension == probe.Dimension
            ? space
            : throw new EmbeddingSpaceMismatchException(
                $"A probe of space {probe.Space} has {probe.Dimension} values; vectors of that space have {space.Value.Dimension}. The probe is damaged.",
                probe.Space,
                probe.Space
            );
    }

    private async ValueTask<(int Id, int Dimension, DistanceMetric Metric)?> FindSpaceAsync(
        EmbeddingSpaceId id,
        CancellationToken cancellationToken
    )
    {
        if (_spaces.TryGetValue(id.Value, out var space))
        {
            return space;
        }

        var row = await _contexts
            .ReadAsync(
                "Reading an embedding space",
                (context, token) =>
                    context.EmbeddingSpaces.AsNoTracking().SingleOrDefaultAsync(row => row.Digest == id.Value, token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return row is null ? null : _spaces[id.Value] = (row.Id, row.Dimension, row.Metric);
    }

    private async Task SyncAsync(
        GalleryKey key,
        LoadedGallery loaded,
        EmbeddingSpaceId space,
        CancellationToken cancellationToken
    )
    {
        var epoch = await _contexts
            .ReadAsync(
                "Reading a gallery's epoch",
                (context, token) =>
                    context
                        .Galleries.Where(row => row.Id == key.Gallery)
                        .Select(static row => row.Epoch)
                        .SingleAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (loaded.Epoch >= epoch)
        {
            return;
        }

        await loaded.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (loaded.Epoch < epoch)
            {
                await new GalleryLoading(_contexts, _vault, key, space)
                    .CatchUpAsync(loaded, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            loaded.Turn.Release();
        }
    }

    /// <summary>Brings every gallery in memory up to date, so that what was erased is gone from them too.</summary>
    private async Task SyncGalleriesAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, loaded) in _loaded)
        {
            var space = _spaces.First(item => item.Value.Id == key.Space).Key;
            await SyncAsync(key, loaded, new EmbeddingSpaceId(space), cancellationToken).ConfigureAwait(false);
        }
    }

    private int CountIndexed(Guid identity, ImmutableArray<Guid> embeddings) =>
        _loaded.Values.Count(loaded =>
            embeddings.Any(loaded.Index.Contains) || loaded.Counterexamples.ContainsKey(identity)
        );

    private void DisposeGalleries()
    {
        foreach (var loaded in _loaded.Values)
        {
            loaded.Dispose();
        }
    }
}
