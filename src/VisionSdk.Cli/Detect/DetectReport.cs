namespace VisionSdk.Cli;

/// <summary>What <c>vision detect --json</c> prints.</summary>
/// <param name="Models">The models that took part.</param>
/// <param name="Images">One entry per picture, in the order of the arguments.</param>
internal sealed record DetectReport(IReadOnlyList<ModelUseReport> Models, IReadOnlyList<DetectedImage> Images);

/// <summary>What was found in one picture, or why it could not be looked at.</summary>
internal sealed record DetectedImage(string File)
{
    public int? Width { get; init; }

    public int? Height { get; init; }

    public double? ElapsedMilliseconds { get; init; }

    public IReadOnlyList<DetectedObject>? Detections { get; init; }

    /// <summary>The annotated picture that was written.</summary>
    public string? Annotated { get; init; }

    public string? Error { get; init; }
}

/// <summary>One object.</summary>
internal sealed record DetectedObject(string Label, int ClassId, float Confidence, BoxReport Box)
{
    public IReadOnlyList<PointReport>? Keypoints { get; init; }

    public static DetectedObject From(Detection detection) =>
        new(detection.Label, detection.ClassId, detection.Confidence, BoxReport.From(detection.Box))
        {
            Keypoints = detection.Keypoints.IsDefaultOrEmpty
                ? null
                : [.. detection.Keypoints.Select(static point => new PointReport(point.X, point.Y))],
        };
}

/// <summary>A point in pixels of the displayed picture.</summary>
internal sealed record PointReport(float X, float Y);
