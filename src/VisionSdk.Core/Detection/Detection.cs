using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <summary>One object found in a picture.</summary>
/// <param name="Box">Where, in pixels of the displayed source image.</param>
/// <param name="Confidence">How sure the model is, in [0, 1].</param>
/// <param name="ClassId">Index of the class in the model's labels; 0 for a model of one class.</param>
/// <param name="Label">Name of the class, such as <c>dog</c> or <c>face</c>.</param>
public readonly record struct Detection(BoundingBox Box, float Confidence, int ClassId, string Label)
{
    /// <summary>The keypoints that the detector found with the box, in pixels of the displayed source image; empty for most detectors.</summary>
    public ImmutableArray<Keypoint> Keypoints { get; init; } = [];

    /// <summary>Whether two detections are equal in every value, keypoints included.</summary>
    /// <param name="other">The other detection.</param>
    /// <returns><see langword="true"/> when box, confidence, class and every keypoint are equal.</returns>
    public bool Equals(Detection other) =>
        Box == other.Box
        && Confidence.Equals(other.Confidence)
        && ClassId == other.ClassId
        && string.Equals(Label, other.Label, StringComparison.Ordinal)
        && KeypointSpan.SequenceEqual(other.KeypointSpan);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Box, Confidence, ClassId, Label, KeypointSpan.Length);

    /// <summary>The detection for people, such as <c>dog 0.87 at (12.5, 40) 640x480</c>.</summary>
    /// <returns>The text; the same in every culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Label} {Confidence:0.00} at {Box}");

    private ReadOnlySpan<Keypoint> KeypointSpan => Keypoints.IsDefault ? [] : Keypoints.AsSpan();
}
