namespace VisionSdk;

/// <summary>Where an object stands in the targets of a grid detector; all zero for one that is missing.</summary>
/// <param name="Status">Whether it is there, and if not, why.</param>
/// <param name="Level">Index of the output tensor.</param>
/// <param name="Anchor">Index of the anchor in that tensor.</param>
/// <param name="Column">Column of the cell that holds the centre.</param>
/// <param name="Row">Row of the cell.</param>
/// <param name="ShapeIoU">How alike the object and the anchor are, in [0, 1].</param>
public readonly record struct YoloPlacement(
    YoloPlacementStatus Status,
    int Level = 0,
    int Anchor = 0,
    int Column = 0,
    int Row = 0,
    float ShapeIoU = 0
)
{
    /// <summary>Whether the object is in the targets.</summary>
    public bool IsPlaced => Status is YoloPlacementStatus.Placed or YoloPlacementStatus.PlacedOnNextBest;
}
