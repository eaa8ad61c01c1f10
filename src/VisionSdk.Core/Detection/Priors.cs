namespace VisionSdk;

/// <summary>The priors of a run of rows: cells of a grid, or rows of a tensor (ymin, xmin, ymax, xmax as fractions of the input).</summary>
internal readonly ref struct Priors(GridLevel level, ReadOnlySpan<Anchor> sizes, ReadOnlySpan<float> tensor)
{
    private readonly ReadOnlySpan<Anchor> _sizes = sizes;
    private readonly ReadOnlySpan<float> _tensor = tensor;

    public Prior At(int index, ImageSize input)
    {
        if (!_tensor.IsEmpty)
        {
            var corners = _tensor.Slice(index * 4, 4);
            return new Prior(
                (corners[1] + corners[3]) / 2 * input.Width,
                (corners[0] + corners[2]) / 2 * input.Height,
                (corners[3] - corners[1]) * input.Width,
                (corners[2] - corners[0]) * input.Height
            );
        }

        var (column, row) = level.CellOf(index);
        var size = _sizes.IsEmpty ? default : _sizes[index % level.PerCell];
        return new Prior((column + 0.5f) * level.Stride, (row + 0.5f) * level.Stride, size.Width, size.Height);
    }
}
