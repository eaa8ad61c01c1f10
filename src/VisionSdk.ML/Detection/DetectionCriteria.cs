namespace VisionSdk.ML;

/// <summary>A detector's settings and a caller's options, merged and checked.</summary>
internal readonly record struct DetectionCriteria
{
    private DetectionCriteria(
        float minConfidence,
        float iouThreshold,
        bool classAgnostic,
        int maxDetections,
        bool[]? classes
    )
    {
        MinConfidence = minConfidence;
        IoUThreshold = iouThreshold;
        ClassAgnostic = classAgnostic;
        MaxDetections = maxDetections;
        Classes = classes;
    }

    public float MinConfidence { get; }

    public float IoUThreshold { get; }

    public bool ClassAgnostic { get; }

    public int MaxDetections { get; }

    /// <summary>Whether each class is wanted; <see langword="null"/> for all.</summary>
    public bool[]? Classes { get; }

    public static DetectionCriteria From(DetectionOptions options, DetectorSettings settings, LabelTable labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDetections, 1, nameof(options.MaxDetections));
        return new DetectionCriteria(
            Share(options.MinConfidence ?? settings.MinConfidence, nameof(options.MinConfidence)),
            Share(options.NmsIoUThreshold ?? settings.NmsIoUThreshold, nameof(options.NmsIoUThreshold)),
            options.ClassAgnosticNms ?? settings.ClassAgnosticNms,
            options.MaxDetections,
            labels.Select(options.Labels)
        );
    }

    private static float Share(float value, string name) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be in [0, 1].");
}
