namespace VisionSdk.ML;

/// <summary>How <see cref="FaceEmbeddingMLContextExtensions.EmbedFaces"/> finds and embeds.</summary>
public sealed record FaceEmbeddingSettings : ImageEstimatorSettings
{
    /// <summary>Default of <see cref="MinFaceSize"/>.</summary>
    public const int DefaultMinFaceSize = 40;

    /// <summary>Finds the faces.</summary>
    /// <value>A package for <see cref="VisionTask.Detection"/> of faces.</value>
    public required ModelPackage Detector { get; init; }

    /// <summary>Locates the landmarks that the embedder is aligned by.</summary>
    /// <value>A package for <see cref="VisionTask.Keypoints"/> of 68 points; <see langword="null"/> where the embedder needs none.</value>
    public ModelPackage? Landmarks { get; init; }

    /// <summary>Embeds the face.</summary>
    /// <value>A package for <see cref="VisionTask.Embedding"/>.</value>
    public required ModelPackage Embedder { get; init; }

    /// <summary>Lowest confidence of a face.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: what the detector's manifest recommends.</value>
    public float? MinConfidence { get; init; }

    /// <summary>Faces whose shorter side is smaller are not embedded.</summary>
    /// <value>Pixels of the displayed picture, at least 0; default 40.</value>
    public int MinFaceSize { get; init; } = DefaultMinFaceSize;

    internal override void Validate()
    {
        base.Validate();
        CheckTask(Detector, VisionTask.Detection, nameof(Detector));
        CheckTask(Embedder, VisionTask.Embedding, nameof(Embedder));
        if (Landmarks is not null)
        {
            CheckTask(Landmarks, VisionTask.Keypoints, nameof(Landmarks));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(MinFaceSize);
        if (MinConfidence is { } confidence and not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinConfidence),
                confidence,
                $"{nameof(MinConfidence)} is {confidence}; it must be in [0, 1]."
            );
        }
    }
}
