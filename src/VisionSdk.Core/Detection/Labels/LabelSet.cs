using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The labels of a data set, or of a split of it.</summary>
public sealed record LabelSet
{
    /// <summary>The pictures, by name in ordinal order; pictures without objects included where the format lists them.</summary>
    public required ImmutableArray<LabelledImage> Images { get; init; }

    /// <summary>Names of the classes, by index; empty where the labels do not say.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    /// <summary>Number of objects in all pictures.</summary>
    public int BoxCount => Images.Sum(static image => image.Boxes.Length);

    /// <summary>Number of boxes without extent that were left out.</summary>
    public int EmptyBoxes => Images.Sum(static image => image.EmptyBoxes);
}
