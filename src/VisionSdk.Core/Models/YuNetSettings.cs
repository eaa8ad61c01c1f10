using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// YuNet: per stride class <c>[N, 1]</c>, then objectness <c>[N, 1]</c>, boxes <c>[N, 4]</c> (centre offset and log size in strides) and keypoints <c>[N, 10]</c>,
/// grouped by kind; confidence = sqrt(class · objectness).
/// </summary>
/// <remarks>Wu et al., "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence Research 20, 2023.</remarks>
public sealed record YuNetSettings : DetectorSettings
{
    /// <summary>Strides, in input pixels.</summary>
    public ImmutableArray<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>Keypoints per box.</summary>
    public int KeypointsPerBox { get; init; } = 5;
}
