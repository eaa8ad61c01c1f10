using VisionSdk.ML;

namespace VisionSdk;

/// <summary>A detector that an inference engine runs.</summary>
internal sealed class EngineDetectionModel(InferenceEngine engine, long memoryBytes)
    : EngineModel(engine, memoryBytes),
        IDetectionModel
{
    public ObjectDetector Detector { get; } = new(engine);

    public DetectionReading Detect(EncodedImage image, DetectOptions options, CancellationToken cancellationToken)
    {
        using var decoded = image.Decode(Detector.ScaleFor(image.SourceSize));
        cancellationToken.ThrowIfCancellationRequested();
        var found = Detector.Detect(
            decoded,
            new DetectionOptions
            {
                MinConfidence = options.MinConfidence,
                NmsIoUThreshold = options.NmsIoUThreshold,
                ClassAgnosticNms = options.ClassAgnosticNms,
                MaxDetections = options.MaxDetections,
                Labels = options.Labels,
            },
            cancellationToken
        );
        return new DetectionReading(found, image.SourceSize);
    }
}
