namespace VisionSdk.ML;

/// <summary>Which pixels of a chip show the picture and not what was made up beyond its edge.</summary>
internal readonly struct ChipCoverage(SimilarityTransform chipToImage, ImageSize image)
{
    /// <summary>Whether a pixel and its eight neighbours lie in the picture.</summary>
    /// <param name="x">Column of the chip.</param>
    /// <param name="y">Row of the chip.</param>
    public bool ShowsNeighbourhood(int x, int y) =>
        // The picture is convex: what holds for the corners of the three by three pixels holds for all of them.
        Shows(x - 1, y - 1) && Shows(x + 2, y - 1) && Shows(x - 1, y + 2) && Shows(x + 2, y + 2);

    private bool Shows(float x, float y)
    {
        var (column, row) = chipToImage.Map(x, y);
        return column >= 0 && row >= 0 && column <= image.Width && row <= image.Height;
    }
}
