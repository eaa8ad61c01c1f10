namespace VisionSdk;

/// <summary>Boxes that the graph has decoded and suppressed itself: rows <c>[N, 6]</c> of left, top, right, bottom, confidence, class; rows of a negative class are padding.</summary>
public sealed record EndToEndSettings : DetectorSettings
{
    /// <summary>Whether box values are fractions of the input instead of input pixels.</summary>
    public bool Normalized { get; init; }
}
