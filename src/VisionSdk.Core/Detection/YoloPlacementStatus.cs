namespace VisionSdk;

/// <summary>What became of an object when it was written into the targets of a grid detector.</summary>
public enum YoloPlacementStatus
{
    /// <summary>It stands at the anchor whose shape is most like its own.</summary>
    Placed,

    /// <summary>It stands at another anchor: a more similar one of its cell was taken by an earlier object, or cannot express its size.</summary>
    PlacedOnNextBest,

    /// <summary>It is missing: earlier objects took every anchor of its cells that can express it.</summary>
    NoFreeAnchor,

    /// <summary>It is missing: no anchor can express its size, which <see cref="YoloBoxCoding.Quadratic"/> limits to four anchors.</summary>
    TooLarge,

    /// <summary>It is missing: its centre is not in the picture.</summary>
    OutsideInput,

    /// <summary>It is missing: its box has no area or is not finite.</summary>
    Empty,

    /// <summary>It is missing because <see cref="GroundTruthBox.Ignore"/> says so.</summary>
    Ignored,
}
