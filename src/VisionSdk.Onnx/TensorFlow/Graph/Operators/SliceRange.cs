namespace VisionSdk.Onnx;

/// <summary>A range of indices along an axis, with ends counted from the front.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Start">First index.</param>
/// <param name="Stop">Where to stop, exclusive; far outside where the axis has no end to name.</param>
/// <param name="Step">Distance of the indices, not 0.</param>
/// <param name="Length">How many indices there are.</param>
/// <param name="IsWhole">Whether it is the whole axis, whatever its length.</param>
/// <param name="IsRemoved">Whether the axis disappears because one index was asked for.</param>
internal readonly record struct SliceRange(
    int Axis,
    int Start,
    int Stop,
    int Step,
    int Length,
    bool IsWhole,
    bool IsRemoved
)
{
    /// <summary>Works a range out.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="size">Its length.</param>
    /// <param name="begin">First index, negative from the end; <see langword="null"/> is the end from which the step leads away.</param>
    /// <param name="end">Exclusive last index, negative from the end; <see langword="null"/> is the end to which the step leads.</param>
    /// <param name="step">Distance of the indices.</param>
    /// <param name="isIndex">Whether only <paramref name="begin"/> is asked for.</param>
    public static SliceRange Of(int axis, int size, int? begin, int? end, int step, bool isIndex)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        if (isIndex)
        {
            var index = Front(begin ?? 0, size);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)size, nameof(begin));
            return new SliceRange(axis, index, index + 1, 1, 1, false, true);
        }

        if (begin is null && end is null && step == 1)
        {
            return new SliceRange(axis, 0, int.MaxValue, 1, size, true, false);
        }

        // Forwards an index may be 0..size; backwards -1..size-1, where -1 means "before the first".
        var (lowest, highest) = step > 0 ? (0, size) : (-1, size - 1);
        var start = begin is { } b ? Math.Clamp(Front(b, size), lowest, highest) : (step > 0 ? lowest : highest);
        var stop = end is { } e ? Math.Clamp(Front(e, size), lowest, highest) : (step > 0 ? highest : lowest);
        var length = Math.Max(0, (stop - start + step - Math.Sign(step)) / step);

        // ONNX reads a stop of -1 as the last index; only one far outside means "before the first".
        return new SliceRange(axis, start, stop < 0 ? int.MinValue : stop, step, length, false, false);
    }

    private static int Front(int index, int size) => index < 0 ? index + size : index;
}
