using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Embeds the whole picture, or the caller's box, where a profile has no detector.</summary>
internal sealed class EngineWholeImageAnalyzer : IFaceAnalyzer
{
    private const string Label = "picture";

    private readonly ImageEmbedder _embedder;

    public EngineWholeImageAnalyzer(IVisionModel embedder)
    {
        _embedder = new ImageEmbedder(EngineModel.EngineOf(embedder, VisionTask.Embedding));
        if (_embedder.IsAligned)
        {
            throw new ModelLoadException(
                $"Model '{embedder.Manifest.Id}' {embedder.Manifest.Version} is aligned by landmarks ({_embedder.Settings.Aligner}), and its recognition profile finds no faces. Name a detector and a landmark model in the profile.",
                embedder.Manifest.Id,
                path: null
            );
        }
    }

    public FaceReading Analyze(EncodedImage image, FaceRequest request, CancellationToken cancellationToken)
    {
        var size = image.SourceSize;
        var box = request.Choice.Near ?? new BoundingBox(0, 0, size.Width, size.Height);
        var detection = new Detection(box, Confidence: 1, ClassId: 0, Label);
        if (MathF.Min(box.Width, box.Height) < request.Choice.MinSize)
        {
            return new FaceReading(FaceStatus.FaceTooSmall, FacesFound: 1, detection, [], size);
        }

        using var progressive = new ProgressiveImage(image);
        var thing = new FaceAnalysis
        {
            Box = box,
            Confidence = 1,
            Embedding = Embed(progressive, box, isWhole: request.Choice.Near is null, cancellationToken),
        };
        return new FaceReading(FaceStatus.Usable, FacesFound: 1, detection, [thing], size)
        {
            Crops = request.WithCrops
                ? [FaceCropper.Encode(progressive.AtLeast(FaceCropper.ScaleFor(detection)), detection)]
                : [],
        };
    }

    private Embedding? Embed(ProgressiveImage image, BoundingBox box, bool isWhole, CancellationToken cancellationToken)
    {
        try
        {
            return _embedder.Embed(image.AtLeast(_embedder.ScaleFor(box)), isWhole ? null : box, cancellationToken);
        }
        catch (DegenerateEmbeddingException)
        {
            // A picture without any structure; the reading says so, as for a face that cannot be embedded.
            return null;
        }
    }
}
