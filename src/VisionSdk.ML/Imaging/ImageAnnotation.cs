using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>One thing to draw on a picture.</summary>
/// <param name="Box">Where, in pixels of the displayed source.</param>
/// <param name="Caption">What to write beside the box; <see langword="null"/> or empty for nothing.</param>
public sealed record ImageAnnotation(BoundingBox Box, string? Caption = null)
{
    /// <summary>Points to mark, in pixels of the displayed source.</summary>
    public ImmutableArray<Keypoint> Keypoints { get; init; } = [];

    /// <summary>Chooses the colour: equal numbers have equal colours, neighbouring numbers very different ones. A class index serves well.</summary>
    public int ColorIndex { get; init; }

    /// <summary>What to draw for a detection: its box and keypoints, and its label with the confidence in percent.</summary>
    /// <param name="detection">The detection.</param>
    /// <returns>The annotation.</returns>
    public static ImageAnnotation From(Detection detection) =>
        new(detection.Box, $"{detection.Label} {detection.Confidence * 100:0} %")
        {
            Keypoints = detection.Keypoints.IsDefault ? [] : detection.Keypoints,
            ColorIndex = detection.ClassId,
        };
}
