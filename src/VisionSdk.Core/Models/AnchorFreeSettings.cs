using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// One box per cell without anchors. YOLOX: <c>[N, 5+C]</c> rows of centre offset, log size, objectness, classes over <see cref="Strides"/>;
/// YOLOv8: <c>[4+C, N]</c> columns of centre and size in input pixels, then class probabilities.
/// </summary>
/// <remarks>Ge et al., "YOLOX", 2021; Jocher et al., Ultralytics YOLOv8, 2023.</remarks>
public sealed record AnchorFreeSettings : DetectorSettings
{
    /// <summary>Strides of the grids, in input pixels, in the order in which their cells are concatenated. Empty: boxes are in input pixels already (YOLOv8).</summary>
    public ImmutableArray<int> Strides { get; init; } = [];

    /// <summary>Whether candidates are columns (<c>[4+C, N]</c>, YOLOv8) rather than rows (<c>[N, 5+C]</c>, YOLOX).</summary>
    public bool Transposed { get; init; }

    /// <summary>Whether an objectness value precedes the classes.</summary>
    public bool HasObjectness { get; init; } = true;

    /// <summary>How objectness and class scores become probabilities: <see cref="ScoreActivation.None"/> or <see cref="ScoreActivation.Sigmoid"/>.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;
}
