namespace VisionSdk.ML;

/// <summary>How <see cref="ImageEmbeddingMLContextExtensions.EmbedImages"/> embeds.</summary>
public sealed record ImageEmbeddingSettings : ImageEstimatorSettings
{
    /// <summary>The model.</summary>
    /// <value>A package for <see cref="VisionTask.Embedding"/> whose aligner is <see cref="FaceAligner.None"/> or <see cref="FaceAligner.Box"/>.</value>
    public required ModelPackage Model { get; init; }

    /// <summary>A column that says where the object is.</summary>
    /// <value>
    /// A column of Single vectors, X, Y, Width, Height in pixels of the displayed source, of which the first box is taken: <c>Objects.Boxes</c>
    /// of a detector. Default <see langword="null"/>: the whole picture is embedded.
    /// </value>
    public string? BoxColumnName { get; init; }

    /// <summary>How many rows are computed at once at most.</summary>
    /// <value>In [1, 1024]; default 8. Results do not depend on it.</value>
    public int BatchSize { get; init; } = 8;

    internal override void Validate()
    {
        base.Validate();
        CheckTask(Model, VisionTask.Embedding, nameof(Model));
        CheckBatchSize(BatchSize);
        if (Model.Manifest.Embedding!.Aligner is FaceAligner.Dlib68 or FaceAligner.ArcFace5)
        {
            throw new ArgumentException(
                $"Model '{Model.Manifest.Id}' wants faces that are aligned by landmarks ({Model.Manifest.Embedding.Aligner}); use EmbedFaces.",
                nameof(Model)
            );
        }
    }
}
