namespace VisionSdk.Storage;

/// <summary>A part of a gallery that one thread reads.</summary>
/// <param name="loader">Takes the references.</param>
/// <param name="keys">Opens them.</param>
/// <param name="space">Their space.</param>
internal sealed class GalleryPart(GalleryLoader loader, GalleryKeys keys, EmbeddingSpaceId space) : IDisposable
{
    public GalleryLoader Loader => loader;

    /// <summary>Vectors that an identity must not be taken for.</summary>
    public List<(Guid Embedding, Guid Identity, float[] Values)> Counterexamples { get; } = [];

    public async Task ReadAsync(GalleryView view, EpochRange range, int dimension, CancellationToken cancellationToken)
    {
        using var cipher = new GalleryCipher(keys, space);
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
                cipher.Open(identity, vectors, loader.Add(vectors.EmbeddingId, identity));
            }
            else
            {
                var values = new float[dimension];
                cipher.Open(identity, vectors, values);
                Counterexamples.Add((vectors.EmbeddingId, identity, values));
            }
        }
    }

    public void Dispose() => loader.Dispose();
}
