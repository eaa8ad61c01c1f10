namespace VisionSdk.ML;

/// <summary>A face chain over rows, one by one.</summary>
internal sealed class FaceEmbeddingFunction : PictureFunction<EmbeddedFace>
{
    private readonly List<InferenceEngine> _engines = [];
    private readonly FacePipeline _pipeline;
    private readonly DetectionOptions _detection;
    private readonly int _minFaceSize;

    public FaceEmbeddingFunction(FaceEmbeddingSettings settings, EngineOptions options)
    {
        _detection = new DetectionOptions { MinConfidence = settings.MinConfidence };
        _minFaceSize = settings.MinFaceSize;
        try
        {
            var detector = new ObjectDetector(Load(settings.Detector, options));
            var landmarks = settings.Landmarks is { } model ? new KeypointLocator(Load(model, options)) : null;
            _pipeline = new FacePipeline(detector, landmarks, new ImageEmbedder(Load(settings.Embedder, options)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override int BatchSize => 1;

    public override void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<EmbeddedFace?> results,
        CancellationToken cancellationToken
    )
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Image is not { } image)
            {
                continue;
            }

            try
            {
                results[i] = Embed(image, rows[i], cancellationToken);
            }
            catch (ImageDecodeException exception)
            {
                rows[i].Fail(exception);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var engine in _engines)
        {
            engine.Dispose();
        }
    }

    private EmbeddedFace Embed(EncodedImage image, PictureRow row, CancellationToken cancellationToken)
    {
        using var progressive = new ProgressiveImage(image);
        var found = _pipeline.Detect(progressive, _detection, cancellationToken);
        if (found.IsEmpty)
        {
            row.Status = VisionRowStatus.NoFace;
            return new EmbeddedFace(Face: null, Embedding: null, FacesFound: 0);
        }

        var order = FaceProminence.Rank(found.AsSpan(), image.SourceSize, _minFaceSize, out var sufficient);
        var face = found[order[0]];
        if (sufficient == 0)
        {
            row.Status = VisionRowStatus.FaceTooSmall;
            return new EmbeddedFace(face, Embedding: null, found.Length);
        }

        var embedding = _pipeline.Describe(progressive, [face], cancellationToken)[0].Embedding;
        if (embedding is null)
        {
            row.Status = VisionRowStatus.FaceUnusable;
        }

        return new EmbeddedFace(face, embedding, found.Length);
    }

    private InferenceEngine Load(ModelPackage package, EngineOptions options)
    {
        var engine = new InferenceEngine(package, options);
        _engines.Add(engine);
        return engine;
    }
}
