namespace VisionSdk.ML;

/// <summary>A keypoint model over batches of rows.</summary>
internal sealed class LandmarkLocationFunction : PictureFunction<LocatedLandmarks>
{
    private readonly KeypointLocator _locator;
    private readonly BoxedRows _boxed;

    /// <param name="engine">The loaded model; owned from here on.</param>
    /// <param name="hasBoxes">Whether rows have boxes.</param>
    /// <param name="batchSize">How many rows are computed at once.</param>
    public LandmarkLocationFunction(InferenceEngine engine, bool hasBoxes, int batchSize)
    {
        _locator = new KeypointLocator(engine);
        _boxed = new BoxedRows(engine.Manifest.Input, hasBoxes, _locator.ScaleFor);
        BatchSize = batchSize;
    }

    public override int BatchSize { get; }

    public override void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<LocatedLandmarks?> results,
        CancellationToken cancellationToken
    )
    {
        using var decoded = _boxed.Decode(rows, cancellationToken);
        var located = _locator.LocateEach(decoded.Images, BoxedRows.BoxesOf(rows, decoded), cancellationToken);
        for (var i = 0; i < located.Length; i++)
        {
            results[decoded.Rows[i]] = new LocatedLandmarks(located[i]);
        }
    }

    protected override void Dispose(bool disposing) => _locator.Engine.Dispose();
}
