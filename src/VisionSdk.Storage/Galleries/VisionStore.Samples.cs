namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Reads the references of a gallery, or of a sample of its identities, for measuring.</summary>
    /// <param name="scope">Whose identities.</param>
    /// <param name="space">The space; references of others are left out.</param>
    /// <param name="options">How many, and which; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The references, to be disposed by the caller; none when the gallery has none in the space.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="StoreException">The tenant is unknown, a vector was tampered with, or the database fails.</exception>
    /// <remarks>
    /// All come from one state of the gallery. The whole gallery passes by once; in memory are never more than the chosen references and,
    /// in an encrypted store, the data keys. Counterexamples are left out.
    /// </remarks>
    public async Task<GallerySample> SampleGalleryAsync(
        GalleryScope scope,
        EmbeddingSpaceId space,
        GallerySampleOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        options ??= new GallerySampleOptions();
        options.Validate();
        var gallery = await FindGalleryAsync(scope.Tenant, scope.Profile, cancellationToken).ConfigureAwait(false);
        var known = await FindSpaceAsync(space, cancellationToken).ConfigureAwait(false);
        return gallery is { } id && known is { } found
            ? await _contexts
                .RunAsync(
                    "Reading a sample of a gallery",
                    token =>
                        SampleAsync(new GalleryKey(id, found.Id), space, found.Dimension, found.Metric, options, token),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : new GallerySample([], galleryReferences: 0, known?.Metric ?? DistanceMetric.Cosine);
    }

    private async Task<GallerySample> SampleAsync(
        GalleryKey key,
        EmbeddingSpaceId space,
        int dimension,
        DistanceMetric metric,
        GallerySampleOptions options,
        CancellationToken cancellationToken
    )
    {
        using var sampling = new GallerySampling(options, dimension);
        var view = await GalleryView.OpenAsync(_contexts, key, cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            using var keys = new GalleryKeys(
                _vault is null ? null : await _vault.AllAsync(cancellationToken).ConfigureAwait(false)
            );
            using var cipher = new GalleryCipher(keys, space);
            using var vectors = await view.ReadVectorsAsync(new EpochRange(-1, view.Epoch), cancellationToken)
                .ConfigureAwait(false);
            while (vectors.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var identity = vectors.IdentityId;
                if (
                    vectors.Kind == (int)EmbeddingKind.Reference
                    && keys.CanOpen(identity)
                    && sampling.Offer(vectors.EmbeddingId, identity) is { } values
                )
                {
                    cipher.Open(identity, vectors, values);
                }
            }
        }

        return new GallerySample(sampling.Take(), sampling.Seen, metric);
    }
}
