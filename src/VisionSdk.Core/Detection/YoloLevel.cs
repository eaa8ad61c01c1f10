using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The grid of one output tensor, and where its values lie among those of all tensors.</summary>
/// <param name="Anchors">The anchors, in cells.</param>
/// <param name="Grid">Columns and rows of cells.</param>
/// <param name="CellWidth">Width of a cell, in pixels of the network's input.</param>
/// <param name="CellHeight">Height of a cell, in pixels of the network's input.</param>
/// <param name="PerAnchor">Channels per anchor.</param>
/// <param name="Start">Index of the first value.</param>
internal readonly record struct YoloLevel(
    ImmutableArray<Anchor> Anchors,
    ImageSize Grid,
    double CellWidth,
    double CellHeight,
    int PerAnchor,
    int Start
)
{
    public int Cells => checked(Grid.Width * Grid.Height);

    public int Length => checked(Anchors.Length * PerAnchor * Cells);

    public ImmutableArray<int> Shape => [Anchors.Length * PerAnchor, Grid.Height, Grid.Width];

    /// <summary>The first value of an anchor in a cell; the next channel is <see cref="Cells"/> further.</summary>
    public int Offset(int anchor, int column, int row) =>
        Start + (anchor * PerAnchor * Cells) + (row * Grid.Width) + column;

    /// <summary>How many times as wide and as high as an anchor a box is.</summary>
    public (double Width, double Height) Ratio(int anchor, BoundingBox box) =>
        (box.Width / (Anchors[anchor].Width * CellWidth), box.Height / (Anchors[anchor].Height * CellHeight));

    /// <summary>An anchor in pixels of the network's input.</summary>
    public Anchor InPixels(int anchor) =>
        new((float)(Anchors[anchor].Width * CellWidth), (float)(Anchors[anchor].Height * CellHeight));
}
