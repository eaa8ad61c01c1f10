using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// Grid of anchors (YOLOv2, v3, v5): one tensor per scale, <c>[A·(5+C), H, W]</c> with channel = anchor·(5+C) + k and k = x, y, w, h, objectness, classes,
/// or in another order that <see cref="Layout"/> names.
/// </summary>
/// <remarks>Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", CVPR 2017; "YOLOv3", 2018.</remarks>
public sealed record AnchorGridSettings : DetectorSettings
{
    /// <summary>The anchors of each output tensor, in grid cells of that tensor.</summary>
    public required ImmutableArray<ImmutableArray<Anchor>> Anchors { get; init; }

    /// <summary>The anchor set that the anchors were copied from, or <see langword="null"/>; its digest must be theirs.</summary>
    public AnchorSetReference? AnchorSet { get; init; }

    /// <summary>In which order the tensors list their values.</summary>
    public AnchorGridLayout Layout { get; init; }

    /// <summary>How boxes are coded.</summary>
    public YoloBoxCoding BoxCoding { get; init; }

    /// <summary>How class scores become probabilities; unused when there are no class channels.</summary>
    public ScoreActivation ClassActivation { get; init; } = ScoreActivation.Softmax;

    /// <summary>Whether class channels follow the objectness; a face detector of one class has none.</summary>
    public bool HasClassScores { get; init; } = true;
}
