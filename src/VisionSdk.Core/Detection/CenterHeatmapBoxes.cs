namespace VisionSdk;

/// <summary>The box of each cell of a CenterNet: by its four sides, or by size and centre.</summary>
internal readonly ref struct CenterHeatmapBoxes(
    CenterHeatmapSettings settings,
    GridLevel level,
    ReadOnlySpan<float> first,
    ReadOnlySpan<float> second
)
{
    private readonly CellMap _map = MapOf(settings, level);
    private readonly int _stride = settings.Stride;
    private readonly ReadOnlySpan<float> _first = first;
    private readonly ReadOnlySpan<float> _second = second;

    /// <summary>How the tensors of boxes lie in memory.</summary>
    public static CellMap MapOf(CenterHeatmapSettings settings, GridLevel level) =>
        new(level, settings.BoxCoding == CenterHeatmapCoding.Sides ? 4 : 2, settings.Layout);

    public BoundingBox At(int column, int row)
    {
        if (_second.IsEmpty)
        {
            var x = column * _stride;
            var y = row * _stride;
            return BoundingBox.FromLeftTopRightBottom(
                x - _first[_map.Offset(column, row, 0)],
                y - _first[_map.Offset(column, row, 1)],
                x + _first[_map.Offset(column, row, 2)],
                y + _first[_map.Offset(column, row, 3)]
            );
        }

        return BoundingBox.FromCenter(
            (column + _second[_map.Offset(column, row, 0)]) * _stride,
            (row + _second[_map.Offset(column, row, 1)]) * _stride,
            _first[_map.Offset(column, row, 0)] * _stride,
            _first[_map.Offset(column, row, 1)] * _stride
        );
    }
}
