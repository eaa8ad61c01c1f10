namespace VisionSdk.ML;

/// <summary>How <see cref="LandmarkLocationMLContextExtensions.LocateLandmarks"/> locates.</summary>
public sealed record LandmarkLocationSettings : ImageEstimatorSettings
{
    /// <summary>The model.</summary>
    /// <value>A package for <see cref="VisionTask.Keypoints"/>.</value>
    public required ModelPackage Model { get; init; }

    /// <summary>A column that says where the object is.</summary>
    /// <value>
    /// A column of Single vectors, X, Y, Width, Height in pixels of the displayed source, of which the first box is taken: <c>Faces.Boxes</c> of
    /// a detector, or <c>Face.Box</c> of a face embedder. Default <see langword="null"/>: the whole picture shows the object.
    /// </value>
    public string? BoxColumnName { get; init; }

    /// <summary>How many rows are computed at once at most.</summary>
    /// <value>In [1, 1024]; default 1. Results do not depend on it. A model whose manifest fixes its batch is still run one by one.</value>
    public int BatchSize { get; init; } = 1;

    internal override void Validate()
    {
        base.Validate();
        CheckTask(Model, VisionTask.Keypoints, nameof(Model));
        CheckBatchSize(BatchSize);
    }
}
