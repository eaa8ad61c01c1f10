namespace VisionSdk;

/// <summary>
/// Peaks of a heat map (CenterNet): heat <c>[H, W, C]</c> or <c>[C, H, W]</c>, then the boxes in maps of the same order: sides <c>[H, W, 4]</c>, or sizes
/// <c>[H, W, 2]</c> and offsets <c>[H, W, 2]</c>, as <see cref="BoxCoding"/> says.
/// </summary>
/// <remarks>Zhou et al., "Objects as Points", 2019.</remarks>
public sealed record CenterHeatmapSettings : DetectorSettings
{
    /// <summary>Input pixels per cell of the heat map.</summary>
    public int Stride { get; init; } = 4;

    /// <summary>Order of the heat map's dimensions.</summary>
    public TensorLayout Layout { get; init; } = TensorLayout.Nhwc;

    /// <summary>How a peak becomes a box.</summary>
    public CenterHeatmapCoding BoxCoding { get; init; }

    /// <summary>How heat becomes confidences: <see cref="ScoreActivation.None"/> or <see cref="ScoreActivation.Sigmoid"/>.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;

    /// <summary>How many peaks are kept at most.</summary>
    public int MaxPeaks { get; init; } = 100;
}
