using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>Shapes of results, as far as the shapes of the inputs are known while a graph is built.</summary>
internal static class ShapeRules
{
    public static ImmutableArray<OnnxDimension>? Broadcast(
        ImmutableArray<OnnxDimension>? a,
        ImmutableArray<OnnxDimension>? b
    )
    {
        if (a is not { } left || b is not { } right)
        {
            return null;
        }

        var rank = Math.Max(left.Length, right.Length);
        var result = new OnnxDimension[rank];
        for (var i = 1; i <= rank; i++)
        {
            var l = i <= left.Length ? left[^i] : 1;
            var r = i <= right.Length ? right[^i] : 1;
            result[^i] =
                l.Length == 1 ? r
                : r.Length == 1 || l == r ? l
                : l.Length is not null ? l
                : r.Length is not null ? r
                : OnnxDimension.Unknown;
        }

        return [.. result];
    }

    public static ImmutableArray<OnnxDimension>? Convolution(
        ImmutableArray<OnnxDimension>? input,
        ImmutableArray<OnnxDimension>? weight,
        int stride,
        Padding2D padding,
        int dilation
    )
    {
        if (input is not { Length: 4 } x || weight is not { Length: 4 } w)
        {
            return null;
        }

        return
        [
            x[0],
            w[0],
            Window(x[2], Dilated(w[2], dilation), stride, padding.Top + padding.Bottom, false),
            Window(x[3], Dilated(w[3], dilation), stride, padding.Left + padding.Right, false),
        ];
    }

    public static ImmutableArray<OnnxDimension>? Pool(
        ImmutableArray<OnnxDimension>? input,
        int kernel,
        int stride,
        Padding2D padding,
        bool ceilMode
    ) =>
        input is { Length: 4 } x
            ?
            [
                x[0],
                x[1],
                Window(x[2], kernel, stride, padding.Top + padding.Bottom, ceilMode),
                Window(x[3], kernel, stride, padding.Left + padding.Right, ceilMode),
            ]
            : null;

    public static ImmutableArray<OnnxDimension>? Concat(int axis, ReadOnlySpan<GraphValue> values)
    {
        long? total = 0;
        foreach (var value in values)
        {
            if (value.Shape is not { } shape || axis >= shape.Length)
            {
                return null;
            }

            total += shape[axis].Length;
        }

        return values.IsEmpty
            ? null
            : values[0].Shape!.Value.SetItem(axis, total is { } length ? length : OnnxDimension.Unknown);
    }

    public static ImmutableArray<OnnxDimension>? Reshape(
        ImmutableArray<OnnxDimension>? input,
        ReadOnlySpan<long> dimensions
    )
    {
        var result = new OnnxDimension[dimensions.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = dimensions[i] switch
            {
                > 0 => dimensions[i],
                0 when input is { } x && i < x.Length => x[i],
                _ => OnnxDimension.Unknown,
            };
        }

        var open = dimensions.IndexOf(-1L);
        if (open >= 0 && input is { } known)
        {
            result[open] = Remaining(known, result, open);
        }

        return [.. result];
    }

    public static ImmutableArray<OnnxDimension>? Pad(
        ImmutableArray<OnnxDimension>? input,
        ReadOnlySpan<long> before,
        ReadOnlySpan<long> after
    )
    {
        if (input is not { } x || x.Length != before.Length || x.Length != after.Length)
        {
            return null;
        }

        var result = x.ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            var added = before[i] + after[i];
            result[i] =
                added == 0 ? x[i]
                : x[i].Length is { } length ? length + added
                : OnnxDimension.Unknown;
        }

        return [.. result];
    }

    public static ImmutableArray<OnnxDimension>? Reduce(
        ImmutableArray<OnnxDimension>? input,
        ReadOnlySpan<int> axes,
        bool keep
    )
    {
        if (input is not { } x)
        {
            return null;
        }

        var result = ImmutableArray.CreateBuilder<OnnxDimension>(x.Length);
        for (var axis = 0; axis < x.Length; axis++)
        {
            if (!axes.Contains(axis))
            {
                result.Add(x[axis]);
            }
            else if (keep)
            {
                result.Add(1);
            }
        }

        return result.ToImmutable();
    }

    public static ImmutableArray<OnnxDimension>? Resize(
        ImmutableArray<OnnxDimension>? input,
        float scaleY,
        float scaleX
    ) => input is { Length: 4 } x ? [x[0], x[1], Scaled(x[2], scaleY), Scaled(x[3], scaleX)] : null;

    private static OnnxDimension Scaled(OnnxDimension dimension, float scale) =>
        dimension.Length is { } length ? (long)Math.Floor(length * scale) : OnnxDimension.Unknown;

    private static OnnxDimension Dilated(OnnxDimension kernel, int dilation) =>
        kernel.Length is { } length ? ((length - 1) * dilation) + 1 : OnnxDimension.Unknown;

    private static OnnxDimension Window(
        OnnxDimension input,
        OnnxDimension kernel,
        int stride,
        int padding,
        bool ceil
    ) =>
        input.Length is { } length && kernel.Length is { } window
            ? ((length + padding - window + (ceil ? stride - 1 : 0)) / stride) + 1
            : OnnxDimension.Unknown;

    /// <summary>The length of the one open dimension: the product of the input's lengths over that of the others, symbols that stand on both sides cancelled.</summary>
    private static OnnxDimension Remaining(ImmutableArray<OnnxDimension> input, OnnxDimension[] result, int open)
    {
        var symbols = input.Where(d => d.Symbol is not null).Select(d => d.Symbol).ToList();
        var known = input.All(d => d.Length is not null || d.Symbol is not null);
        var product = input.Aggregate(1L, (p, d) => p * (d.Length ?? 1));
        for (var i = 0; i < result.Length; i++)
        {
            if (i != open)
            {
                known = known && (result[i].Length is > 0 || symbols.Remove(result[i].Symbol));
                product /= Math.Max(1, result[i].Length ?? 1);
            }
        }

        return known && symbols.Count == 0 ? product : OnnxDimension.Unknown;
    }
}
