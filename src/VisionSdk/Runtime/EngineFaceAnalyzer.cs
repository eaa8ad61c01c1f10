using System.Collections.Immutable;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>A face chain of engines.</summary>
internal sealed class EngineFaceAnalyzer : IFaceAnalyzer
{
    private readonly FacePipeline _pipeline;
    private readonly FacePipeline _withoutEmbedder;
    private readonly ImageClassifier? _expression;
    private readonly ImageClassifier? _antiSpoof;
    private readonly ImageClassifier? _liveness;
    private readonly FaceQualityMeter _quality = new();

    public EngineFaceAnalyzer(FaceModels models)
    {
        var detector = new ObjectDetector(EngineModel.EngineOf(models.Detector, VisionTask.Detection));
        var locator = models.Landmarks is { } landmarks
            ? new KeypointLocator(EngineModel.EngineOf(landmarks, VisionTask.Keypoints))
            : null;
        _withoutEmbedder = new FacePipeline(detector, locator);
        _pipeline = new FacePipeline(
            detector,
            locator,
            models.Embedder is { } embedder
                ? new ImageEmbedder(EngineModel.EngineOf(embedder, VisionTask.Embedding))
                : null
        );
        _expression = Classifier(models.Expression);
        _antiSpoof = Classifier(models.AntiSpoof);
        _liveness = Classifier(models.Liveness);
    }

    public FaceReading Analyze(EncodedImage image, FaceRequest request, CancellationToken cancellationToken)
    {
        using var progressive = new ProgressiveImage(image);
        if (request is { IsCrop: true, Place: { } place })
        {
            return Read(progressive, image.SourceSize, place, request.Features, cancellationToken);
        }

        var options = new DetectionOptions { MinConfidence = request.MinConfidence, Labels = request.Labels };
        var found = _pipeline.Detect(progressive, options, cancellationToken);
        var status = request.Choice.Choose(found, image.SourceSize, out var chosen, out var mostProminent);
        ImmutableArray<Detection> detections = [.. chosen.Select(index => found[index])];
        ImmutableArray<FaceCrop> crops = request.WithCrops
            ? [.. detections.Select(detection => Crop(progressive, detection))]
            : [];
        var faces = (request.WithCrops ? _withoutEmbedder : _pipeline)
            .Describe(progressive, detections, cancellationToken)
            .Select((face, place) => request.WithCrops ? face with { Embedding = Embed(crops[place]) } : face)
            .Select(face => Describe(progressive, face, request.Features, cancellationToken));
        return new FaceReading(
            status,
            found.Length,
            mostProminent < 0 ? null : found[mostProminent],
            [.. faces],
            image.SourceSize
        )
        {
            Crops = crops,
        };

        Embedding? Embed(FaceCrop crop)
        {
            using var picture = CropPictures.Open(crop.Bytes);
            using var cut = new ProgressiveImage(picture);
            return _pipeline.Describe(cut, [crop.ToDetection()], cancellationToken)[0].Embedding;
        }
    }

    private FaceReading Read(
        ProgressiveImage crop,
        ImageSize size,
        CropPlace place,
        FaceFeatures features,
        CancellationToken cancellationToken
    )
    {
        var detection = new Detection(place.Box, Confidence: 1, ClassId: 0, "face") { Keypoints = place.Keypoints };
        var face = _pipeline.Describe(crop, [detection], cancellationToken)[0];
        return new FaceReading(
            FaceStatus.Usable,
            FacesFound: 1,
            detection,
            [Describe(crop, face, features, cancellationToken)],
            size
        );
    }

    private static FaceCrop Crop(ProgressiveImage image, Detection detection) =>
        FaceCropper.Encode(image.AtLeast(FaceCropper.ScaleFor(detection)), detection);

    private FaceAnalysis Describe(
        ProgressiveImage image,
        Face face,
        FaceFeatures features,
        CancellationToken cancellationToken
    )
    {
        var box = face.Detection.Box;
        return new FaceAnalysis
        {
            Box = box,
            Confidence = face.Detection.Confidence,
            Landmarks = face.Landmarks,
            Quality = features.HasFlag(FaceFeatures.Quality) ? QualityOf(image, face) : null,
            Expressions = Expressions(image, box, cancellationToken),
            AntiSpoofScore = Score(_antiSpoof, image, box, cancellationToken),
            LivenessScore = Score(_liveness, image, box, cancellationToken),
            Embedding = face.Embedding,
        };
    }

    private FaceQuality? QualityOf(ProgressiveImage image, Face face)
    {
        var landmarks = face.Landmarks.AsSpan();
        return _quality.Measure(image.AtLeast(FaceQualityMeter.ScaleFor(landmarks)), face.Detection, landmarks);
    }

    private ImmutableArray<ClassProbability> Expressions(
        ProgressiveImage image,
        BoundingBox box,
        CancellationToken cancellationToken
    ) =>
        _expression is null
            ? []
            :
            [
                .. _expression
                    .Classify(image.AtLeast(_expression.ScaleFor(box)), box, cancellationToken)
                    .Select(static scored => new ClassProbability(scored.Label, scored.Probability)),
            ];

    /// <summary>The probability of the first class, which is the favourable one in every package: real, live.</summary>
    private static float? Score(
        ImageClassifier? classifier,
        ProgressiveImage image,
        BoundingBox box,
        CancellationToken cancellationToken
    )
    {
        if (classifier is null)
        {
            return null;
        }

        var favourable = classifier.Labels[0];
        foreach (var scored in classifier.Classify(image.AtLeast(classifier.ScaleFor(box)), box, cancellationToken))
        {
            if (string.Equals(scored.Label, favourable, StringComparison.Ordinal))
            {
                return scored.Probability;
            }
        }

        return null;
    }

    private static ImageClassifier? Classifier(IVisionModel? model) =>
        model is null ? null : new ImageClassifier(EngineModel.EngineOf(model, VisionTask.Classification));
}
