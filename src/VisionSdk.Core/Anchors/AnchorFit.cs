using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Anchors and how well they fit the boxes of a data set.</summary>
/// <remarks>The figures are of the boxes that were measured: take other boxes than those that the anchors were fitted to for an honest one.</remarks>
public sealed record AnchorFit
{
    /// <summary>The anchors by rising area, in the unit of the boxes.</summary>
    public required ImmutableArray<Anchor> Anchors { get; init; }

    /// <summary>The share of the boxes' weight that is nearest to each anchor, in the order of <see cref="Anchors"/>; they add up to 1.</summary>
    public required ImmutableArray<double> Shares { get; init; }

    /// <summary>Weighted mean over the boxes of the shape IoU with the nearest anchor, in [0, 1].</summary>
    public required double MeanIoU { get; init; }

    /// <summary>Share of the boxes' weight whose nearest anchor has a shape IoU of at least <see cref="RecallThreshold"/>, in [0, 1].</summary>
    public required double BestPossibleRecall { get; init; }

    /// <summary>The threshold of <see cref="BestPossibleRecall"/>, in [0, 1].</summary>
    public required float RecallThreshold { get; init; }
}
