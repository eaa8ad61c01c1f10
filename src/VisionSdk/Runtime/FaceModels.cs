namespace VisionSdk;

/// <summary>The loaded models of a face chain; those that a request does not need are <see langword="null"/>.</summary>
internal sealed record FaceModels
{
    public required IVisionModel Detector { get; init; }

    public IVisionModel? Landmarks { get; init; }

    public IVisionModel? Embedder { get; init; }

    public IVisionModel? Expression { get; init; }

    public IVisionModel? AntiSpoof { get; init; }

    public IVisionModel? Liveness { get; init; }
}
