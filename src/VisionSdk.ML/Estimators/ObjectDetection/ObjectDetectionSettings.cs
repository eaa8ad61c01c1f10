namespace VisionSdk.ML;

/// <summary>How <see cref="ObjectDetectionMLContextExtensions.DetectObjects"/> detects.</summary>
public sealed record ObjectDetectionSettings : ImageEstimatorSettings
{
    /// <summary>The model.</summary>
    /// <value>A package for <see cref="VisionTask.Detection"/>: of objects or of faces.</value>
    public required ModelPackage Model { get; init; }

    /// <summary>How strictly it looks.</summary>
    /// <value>Default <see cref="DetectionOptions.Default"/>: what the manifest recommends.</value>
    public DetectionOptions Detection { get; init; } = DetectionOptions.Default;

    /// <summary>How many rows are computed at once at most.</summary>
    /// <value>
    /// In [1, 1024]; default 1, since a detector's large maps leave the processor's caches when they are batched. Results do not depend on it.
    /// </value>
    public int BatchSize { get; init; } = 1;

    internal override void Validate()
    {
        base.Validate();
        CheckTask(Model, VisionTask.Detection, nameof(Model));
        CheckBatchSize(BatchSize);
        ArgumentNullException.ThrowIfNull(Detection);
        var detector = (DetectorSettings)Model.Manifest.Output;
        _ = DetectionCriteria.From(Detection, detector, new LabelTable(Model.Manifest, detector.ClassCount));
    }
}
