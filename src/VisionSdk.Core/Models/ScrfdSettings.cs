using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// SCRFD: per stride a score tensor <c>[N, 1]</c>, then per stride a distance tensor <c>[N, 4]</c> (left, top, right, bottom in strides), then, with keypoints,
/// per stride <c>[N, 2K]</c> offsets in strides; N = H·W·<see cref="AnchorsPerCell"/>.
/// </summary>
/// <remarks>Guo et al., "Sample and Computation Redistribution for Efficient Face Detection", ICLR 2022.</remarks>
public sealed record ScrfdSettings : DetectorSettings
{
    /// <summary>Strides, in input pixels.</summary>
    public ImmutableArray<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>Anchors per cell.</summary>
    public int AnchorsPerCell { get; init; } = 2;

    /// <summary>Keypoints per box: 5, or 0 for models without.</summary>
    public int KeypointsPerBox { get; init; } = 5;

    /// <summary>How raw scores become confidences: <see cref="ScoreActivation.None"/> or <see cref="ScoreActivation.Sigmoid"/>.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;
}
