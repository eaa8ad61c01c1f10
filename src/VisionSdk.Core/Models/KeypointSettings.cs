namespace VisionSdk;

/// <summary>A fixed number of keypoints of one object.</summary>
public sealed record KeypointSettings : DecoderSettings
{
    /// <summary>How many keypoints.</summary>
    public required int Count { get; init; }

    /// <summary>Values per keypoint: 2 (x, y), 3 (x, y, then depth or confidence).</summary>
    public int Dimensions { get; init; } = 2;

    /// <summary>Whether values come as y before x (MoveNet).</summary>
    public bool YBeforeX { get; init; }

    /// <summary>Whether positions are fractions of the input instead of input pixels.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether the third value is a confidence in [0, 1] rather than a depth.</summary>
    public bool HasConfidence { get; init; }
}
