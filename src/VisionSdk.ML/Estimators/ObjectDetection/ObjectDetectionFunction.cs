namespace VisionSdk.ML;

/// <summary>A detector over batches of rows.</summary>
internal sealed class ObjectDetectionFunction(InferenceEngine engine, DetectionOptions options, int batchSize)
    : PictureFunction<DetectedObjects>
{
    private readonly ObjectDetector _detector = new(engine);

    public override int BatchSize => batchSize;

    public override void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<DetectedObjects?> results,
        CancellationToken cancellationToken
    )
    {
        using var decoded = DecodedRows.Decode(
            rows,
            (image, _) => _detector.ScaleFor(image.SourceSize, options),
            cancellationToken
        );
        var found = _detector.DetectMany(decoded.Images, options, cancellationToken);
        for (var i = 0; i < found.Length; i++)
        {
            results[decoded.Rows[i]] = new DetectedObjects(found[i]);
        }
    }

    protected override void Dispose(bool disposing) => engine.Dispose();
}
