namespace VisionSdk;

/// <summary>The cells of one feature map over an input, and the order in which a head lists its candidates: y, x, anchor.</summary>
/// <param name="Stride">Input pixels per cell.</param>
/// <param name="Columns">Cells per row.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="PerCell">Candidates per cell.</param>
internal readonly record struct GridLevel(int Stride, int Columns, int Rows, int PerCell)
{
    /// <summary>How many candidates there are.</summary>
    public int Count => Columns * Rows * PerCell;

    /// <summary>The grid that covers an input; a last, partial cell counts.</summary>
    public static GridLevel Over(ImageSize input, int stride, int perCell = 1) =>
        new(stride, (input.Width + stride - 1) / stride, (input.Height + stride - 1) / stride, perCell);

    /// <summary>Column and row of the cell of a candidate.</summary>
    public (int Column, int Row) CellOf(int candidate)
    {
        var cell = candidate / PerCell;
        return (cell % Columns, cell / Columns);
    }
}
