using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// Prior boxes (SSD, UltraFace, BlazeFace). Tensors come in pairs: scores <c>[N, S]</c> then boxes <c>[N, 4+2K]</c>, one pair per grid or one for all;
/// a third tensor of a single pair, if named, holds the priors <c>[N, 4]</c> as ymin, xmin, ymax, xmax fractions of the input. S is at least
/// <see cref="ClassOffset"/> + <see cref="DetectorSettings.ClassCount"/>; columns beyond are not read, except by soft-max.
/// </summary>
/// <remarks>Liu et al., "SSD: Single Shot MultiBox Detector", ECCV 2016; Bazarevsky et al., "BlazeFace", 2019.</remarks>
public sealed record PriorBoxSettings : DetectorSettings
{
    /// <summary>How boxes are coded.</summary>
    public required PriorBoxCoding BoxCoding { get; init; }

    /// <summary>Grids that generate the priors, in the order of the rows (y, x, prior): centre at (column + 0.5, row + 0.5) · stride. Empty when a tensor holds the priors.</summary>
    public ImmutableArray<PriorGrid> Grids { get; init; } = [];

    /// <summary>
    /// Width and height, in input pixels, of the priors of each grid, in the order of <see cref="PriorGrid.PriorsPerCell"/>; needed for
    /// <see cref="PriorBoxCoding.CenterSize"/> over <see cref="Grids"/>, unused otherwise.
    /// </summary>
    public ImmutableArray<ImmutableArray<Anchor>> PriorSizes { get; init; } = [];

    /// <summary>Whether the last of <see cref="DecoderSettings.Tensors"/> holds the priors.</summary>
    public bool PriorsFromTensor { get; init; }

    /// <summary>Whether values come as y, x, h, w instead of x, y, w, h (corners: top, left, bottom, right; keypoints: y, x).</summary>
    public bool YBeforeX { get; init; }

    /// <summary>Divisor of the centre offsets of <see cref="PriorBoxCoding.CenterSize"/> (1 / variance), such as 10.</summary>
    public float CenterScale { get; init; } = 10;

    /// <summary>Divisor of the log sizes of <see cref="PriorBoxCoding.CenterSize"/> (1 / variance), such as 5.</summary>
    public float SizeScale { get; init; } = 5;

    /// <summary>How raw scores become confidences.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.Sigmoid;

    /// <summary>Index of the first class in a row of scores: 1 where class 0 is the background.</summary>
    public int ClassOffset { get; init; }

    /// <summary>How many keypoints follow each box, in the same coding as the centre.</summary>
    public int KeypointsPerBox { get; init; }
}
