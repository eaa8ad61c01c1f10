using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>Which decoder turns a network's output tensors into results, and its parameters. In JSON the field <c>decoder</c> names the kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decoder")]
[JsonDerivedType(typeof(AnchorGridSettings), "anchor-grid")]
[JsonDerivedType(typeof(AnchorFreeSettings), "anchor-free")]
[JsonDerivedType(typeof(PriorBoxSettings), "prior-box")]
[JsonDerivedType(typeof(CenterHeatmapSettings), "center-heatmap")]
[JsonDerivedType(typeof(ScrfdSettings), "scrfd")]
[JsonDerivedType(typeof(YuNetSettings), "yunet")]
[JsonDerivedType(typeof(EndToEndSettings), "end-to-end")]
[JsonDerivedType(typeof(KeypointSettings), "keypoints")]
[JsonDerivedType(typeof(ClassificationSettings), "classification")]
[JsonDerivedType(typeof(EmbeddingOutputSettings), "embedding")]
public abstract record DecoderSettings
{
    /// <summary>Names of the output tensors that the decoder reads, in the order that the decoder's documentation states.</summary>
    public required ImmutableArray<string> Tensors { get; init; }
}

/// <summary>Parameters that all detectors share.</summary>
public abstract record DetectorSettings : DecoderSettings
{
    /// <summary>Default lowest confidence of a result, in [0, 1].</summary>
    public float MinConfidence { get; init; } = 0.5f;

    /// <summary>IoU above which the less confident of two boxes is dropped, in [0, 1]; 1 switches suppression off.</summary>
    public float NmsIoUThreshold { get; init; } = 0.45f;

    /// <summary>Whether boxes of different classes suppress each other.</summary>
    public bool ClassAgnosticNms { get; init; }

    /// <summary>How many classes the detector tells apart, background not counted.</summary>
    public int ClassCount { get; init; } = 1;
}

/// <summary>How raw scores become confidences.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoreActivation>))]
public enum ScoreActivation
{
    /// <summary>The graph's outputs are probabilities already.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The logistic function of each value.</summary>
    [JsonStringEnumMemberName("sigmoid")]
    Sigmoid,

    /// <summary>Soft-max over the classes.</summary>
    [JsonStringEnumMemberName("softmax")]
    Softmax,
}

/// <summary>Width and height of an anchor, in grid cells for YOLOv2 and in input pixels where a decoder says so.</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct Anchor(float Width, float Height);

/// <summary>How a YOLO head codes a box's centre and size.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<YoloBoxCoding>))]
public enum YoloBoxCoding
{
    /// <summary>Centre = cell + σ(t), size = anchor · e^t (YOLOv2 and YOLOv3).</summary>
    [JsonStringEnumMemberName("exponential")]
    Exponential,

    /// <summary>Centre = cell − 0.5 + 2σ(t), size = anchor · (2σ(t))² (YOLOv5).</summary>
    [JsonStringEnumMemberName("quadratic")]
    Quadratic,
}

/// <summary>
/// Grid of anchors (YOLOv2, v3, v5): one tensor per scale, <c>[A·(5+C), H, W]</c> with channel = anchor·(5+C) + k and k = x, y, w, h, objectness, classes.
/// </summary>
/// <remarks>Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", CVPR 2017; "YOLOv3", 2018.</remarks>
public sealed record AnchorGridSettings : DetectorSettings
{
    /// <summary>The anchors of each output tensor, in grid cells of that tensor.</summary>
    public required ImmutableArray<ImmutableArray<Anchor>> Anchors { get; init; }

    /// <summary>Id and version of the anchor set that the anchors were copied from, or <see langword="null"/>.</summary>
    public string? AnchorSet { get; init; }

    /// <summary>How boxes are coded.</summary>
    public YoloBoxCoding BoxCoding { get; init; }

    /// <summary>How class scores become probabilities; unused when there are no class channels.</summary>
    public ScoreActivation ClassActivation { get; init; } = ScoreActivation.Softmax;

    /// <summary>Whether class channels follow the objectness; a face detector of one class has none.</summary>
    public bool HasClassScores { get; init; } = true;
}

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

    /// <summary>How objectness and class scores become probabilities.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;
}

/// <summary>How a prior-box head codes a box.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PriorBoxCoding>))]
public enum PriorBoxCoding
{
    /// <summary>Centre = prior centre + t · variance · prior size, size = prior size · e^(t · variance) (SSD, RetinaNet).</summary>
    [JsonStringEnumMemberName("center-size")]
    CenterSize,

    /// <summary>Centre = prior centre + t, size = t, in input pixels (BlazeFace).</summary>
    [JsonStringEnumMemberName("center-offset")]
    CenterOffset,

    /// <summary>Corners left, top, right, bottom as fractions of the input, already decoded (UltraFace).</summary>
    [JsonStringEnumMemberName("corners")]
    Corners,
}

/// <summary>A grid of priors of one feature map.</summary>
/// <param name="Stride">Input pixels per cell.</param>
/// <param name="PriorsPerCell">How many priors stand in each cell.</param>
public readonly record struct PriorGrid(int Stride, int PriorsPerCell);

/// <summary>
/// Prior boxes (SSD, UltraFace, BlazeFace). Tensors come in pairs: scores <c>[N, S]</c> then boxes <c>[N, 4+2K]</c>, one pair per feature map or one for all;
/// a third tensor of a single pair, if named, holds the priors <c>[N, 4]</c> as ymin, xmin, ymax, xmax fractions of the input.
/// </summary>
/// <remarks>Liu et al., "SSD: Single Shot MultiBox Detector", ECCV 2016; Bazarevsky et al., "BlazeFace", 2019.</remarks>
public sealed record PriorBoxSettings : DetectorSettings
{
    /// <summary>How boxes are coded.</summary>
    public required PriorBoxCoding BoxCoding { get; init; }

    /// <summary>Grids that generate the priors, in the order of the rows (y, x, prior): centre at (column + 0.5, row + 0.5) · stride. Empty when a tensor holds the priors.</summary>
    public ImmutableArray<PriorGrid> Grids { get; init; } = [];

    /// <summary>Whether the last of <see cref="DecoderSettings.Tensors"/> holds the priors.</summary>
    public bool PriorsFromTensor { get; init; }

    /// <summary>Whether box values come as y, x, h, w instead of x, y, w, h.</summary>
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

/// <summary>
/// Peaks of a heat map (CenterNet): heat <c>[H, W, C]</c> or <c>[C, H, W]</c> of probabilities, then distances from the peak to left, top, right, bottom
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

    /// <summary>How raw scores become confidences.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;
}

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

/// <summary>Boxes that the graph has decoded and suppressed itself: rows <c>[N, 6]</c> of left, top, right, bottom, confidence, class.</summary>
public sealed record EndToEndSettings : DetectorSettings
{
    /// <summary>Whether box values are fractions of the input instead of input pixels.</summary>
    public bool Normalized { get; init; }
}

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

/// <summary>One score per class.</summary>
public sealed record ClassificationSettings : DecoderSettings
{
    /// <summary>How raw scores become probabilities.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;
}

/// <summary>One vector per picture.</summary>
public sealed record EmbeddingOutputSettings : DecoderSettings;
