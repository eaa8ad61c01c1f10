namespace VisionSdk.Storage;

/// <summary>What one thread reads of a gallery.</summary>
/// <param name="view">Where it reads.</param>
/// <param name="loader">Takes the references.</param>
/// <param name="keys">Opens them.</param>
/// <param name="space">Their space.</param>
/// <param name="dimension">Their length.</param>
internal sealed class GalleryPart(
    GalleryView view,
    GalleryLoader loader,
    GalleryKeys keys,
    EmbeddingSpaceId space,
    int dimension
) : IDisposable
{
    private readonly GalleryCipher _cipher = new(keys, space);

    public GalleryLoader Loader => loader;

    /// <summary>Vectors that an identity must not be taken for.</summary>
    public List<(Guid Embedding, Guid Identity, float[] Values)> Counterexamples { get; } = [];

    public async Task ReadAsync(EpochRange range, CancellationToken cancellationToken)
    {
        using var vectors = await view.ReadVectorsAsync(range, cancellationToken).ConfigureAwait(false);
        while (vectors.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var identity = vectors.IdentityId;
            if (!keys.CanOpen(identity))
            {
                continue;
            }

            if (vectors.Kind == (int)EmbeddingKind.Reference)
            {
                _cipher.Open(identity, vectors, loader.Add(vectors.EmbeddingId, identity));
            }
            else
            {
                var values = new float[dimension];
                _cipher.Open(identity, vectors, values);
                Counterexamples.Add((vectors.EmbeddingId, identity, values));
            }
        }
    }

    public void Dispose()
    {
        _cipher.Dispose();
        loader.Dispose();
    }
}
