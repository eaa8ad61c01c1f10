namespace VisionSdk.ML;

/// <summary>An embedder over batches of rows.</summary>
internal sealed class ImageEmbeddingFunction : PictureFunction<EmbeddedImage>
{
    private readonly ImageEmbedder _embedder;
    private readonly BoxedRows _boxed;

    /// <param name="engine">The loaded model; owned from here on.</param>
    /// <param name="hasBoxes">Whether rows have boxes.</param>
    /// <param name="batchSize">How many rows are computed at once.</param>
    public ImageEmbeddingFunction(InferenceEngine engine, bool hasBoxes, int batchSize)
    {
        _embedder = new ImageEmbedder(engine);
        _boxed = new BoxedRows(engine.Manifest.Input, hasBoxes, _embedder.ScaleFor);
        BatchSize = batchSize;
    }

    public override int BatchSize { get; }

    public override void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<EmbeddedImage?> results,
        CancellationToken cancellationToken
    )
    {
        using var decoded = _boxed.Decode(rows, cancellationToken);
        var embedded = _embedder.TryEmbedEach(decoded.Images, BoxedRows.BoxesOf(rows, decoded), cancellationToken);
        for (var i = 0; i < embedded.Length; i++)
        {
            var row = decoded.Rows[i];
            if (embedded[i] is { } embedding)
            {
                results[row] = new EmbeddedImage(embedding);
            }
            else
            {
                rows[row].Status = VisionRowStatus.NoDirection;
            }
        }
    }

    protected override void Dispose(bool disposing) => _embedder.Engine.Dispose();
}
