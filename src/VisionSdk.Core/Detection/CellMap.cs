namespace VisionSdk;

/// <summary>Where the values of a dense map, some channels per cell, lie in memory.</summary>
/// <param name="Level">The cells.</param>
/// <param name="Channels">Values per cell.</param>
/// <param name="Layout">Whether the channels of a cell lie side by side (NHWC) or in planes (NCHW).</param>
internal readonly record struct CellMap(GridLevel Level, int Channels, TensorLayout Layout)
{
    private bool IsPlanar => Layout == TensorLayout.Nchw;

    private int Cells => Level.Columns * Level.Rows;

    /// <summary>The dimensions, outermost first.</summary>
    public int[] Shape => IsPlanar ? [Channels, Level.Rows, Level.Columns] : [Level.Rows, Level.Columns, Channels];

    public int Offset(int column, int row, int channel)
    {
        var cell = (row * Level.Columns) + column;
        return IsPlanar ? (channel * Cells) + cell : (cell * Channels) + channel;
    }

    public (int Column, int Row, int Channel) PositionOf(int offset)
    {
        var (cell, channel) = IsPlanar ? (offset % Cells, offset / Cells) : (offset / Channels, offset % Channels);
        return (cell % Level.Columns, cell / Level.Columns, channel);
    }
}
