using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The labels of one picture.</summary>
public sealed record LabelledImage
{
    /// <summary>Name of the picture: its path below the folder of pictures, without the ending.</summary>
    public required string Name { get; init; }

    /// <summary>Size of the picture, in pixels; <see langword="null"/> where the labels do not say.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>The objects that have an extent.</summary>
    public required ImmutableArray<LabelledBox> Boxes { get; init; }

    /// <summary>How many boxes of no width or height were left out: slips of the mouse, which real data sets contain.</summary>
    public int EmptyBoxes { get; init; }
}
