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
        var part = request.IsCrop ? request.Place?.Box : request.Choice.Near;
        var box = part ?? new BoundingBox(0, 0, size.Width, size.Height);
        var detection = new Detection(box, Confidence: 1, ClassId: 0, Label);
        if (MathF.Min(box.Width, box.Height) < request.Choice.MinSize)
        {
            return new FaceReading(FaceStatus.FaceTooSmall, FacesFound: 1, detection, [], size);
        }

        using var progressive = new ProgressiveImage(image);
        var crop = request.WithCrops
            ? FaceCropper.Encode(progressive.AtLeast(FaceCropper.ScaleFor(detection)), detection)
            : null;
        var thing = new FaceAnalysis
        {
            Box = box,
            Confidence = 1,
            Embedding = crop is null
                ? Embed(progressive, box, isWhole: part is null, cancellationToken)
                : Embed(crop, isWhole: part is null, cancellationToken),
        };
        return new FaceReading(FaceStatus.Usable, FacesFound: 1, detection, [thing], size)
        {
            Crops = crop is null ? [] : [crop],
        };
    }

    private Embedding? Embed(FaceCrop crop, bool isWhole, CancellationToken cancellationToken)
    {
        using var picture = CropPictures.Open(crop.Bytes);
        using var cut = new ProgressiveImage(picture);
        return Embed(cut, crop.Face, isWhole, cancellationToken);
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
