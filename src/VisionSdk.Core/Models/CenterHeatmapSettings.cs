namespace VisionSdk;

/// <summary>
/// Peaks of a heat map (CenterNet): heat <c>[H, W, C]</c> or <c>[C, H, W]</c> of probabilities, then distances from the peak cell's top left corner to left, top, right, bottom
/// <c>[H, W, 4]</c> or <c>[4, H, W]</c> in input pixels.
/// </summary>
/// <remarks>Zhou et al., "Objects as Points", 2019.</remarks>
public sealed record CenterHeatmapSettings : DetectorSettings
{
    /// <summary>Input pixels per cell of the heat map.</summary>
    public int Stride { get; init; } = 4;

    /// <summary>Order of the heat map's dimensions.</summary>
    public TensorLayout Layout { get; init; } = TensorLayout.Nhwc;

    /// <summary>How many peaks are kept at most.</summary>
    public int MaxPeaks { get; init; } = 100;
}
