using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <content>Layers over pictures <c>[N, C, H, W]</c>, and reductions.</content>
public sealed partial class GraphBuilder
{
    /// <summary>Two-dimensional convolution.</summary>
    /// <param name="x">Input <c>[N, C, H, W]</c>.</param>
    /// <param name="weight">Filters <c>[O, C / groups, kH, kW]</c>.</param>
    /// <param name="bias">Bias <c>[O]</c>, or <see langword="null"/>.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="padding">Zeros around the picture.</param>
    /// <param name="groups">Number of groups; the number of channels makes it depthwise.</param>
    /// <param name="dilation">Spacing of the filter's taps in both directions.</param>
    /// <returns><c>[N, O, H', W']</c>.</returns>
    public GraphValue Conv(
        GraphValue x,
        GraphValue weight,
        GraphValue? bias = null,
        int stride = 1,
        Padding2D padding = default,
        int groups = 1,
        int dilation = 1
    )
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        var output = Node(
            "Conv",
            bias is null ? [x, weight] : [x, weight, bias],
            [
                OnnxAttribute.Ints("strides", stride, stride),
                Pads(padding),
                OnnxAttribute.Int("group", groups),
                OnnxAttribute.Ints("dilations", dilation, dilation),
            ]
        );
        return output.As(x.ElementType, ShapeRules.Convolution(x.Shape, weight.Shape, stride, padding, dilation));
    }

    /// <summary>Largest value in a window; padding never wins.</summary>
    /// <param name="x">Input <c>[N, C, H, W]</c>.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="padding">Padding around the picture.</param>
    /// <param name="ceilMode">Whether a last window that is only partly inside the picture counts.</param>
    public GraphValue MaxPool(
        GraphValue x,
        int kernel,
        int stride,
        Padding2D padding = default,
        bool ceilMode = false
    ) => Pool("MaxPool", x, kernel, stride, padding, ceilMode);

    /// <summary>Mean of a window; padding is not counted.</summary>
    /// <param name="x">Input <c>[N, C, H, W]</c>.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="padding">Padding around the picture.</param>
    /// <param name="ceilMode">Whether a last window that is only partly inside the picture counts.</param>
    public GraphValue AveragePool(
        GraphValue x,
        int kernel,
        int stride,
        Padding2D padding = default,
        bool ceilMode = false
    ) => Pool("AveragePool", x, kernel, stride, padding, ceilMode);

    /// <summary>Mean of each channel, <c>[N, C, 1, 1]</c>.</summary>
    /// <param name="x">Input <c>[N, C, H, W]</c>.</param>
    public GraphValue GlobalAveragePool(GraphValue x)
    {
        ArgumentNullException.ThrowIfNull(x);
        ImmutableArray<OnnxDimension>? shape = x.Shape is { Length: 4 } known ? [known[0], known[1], 1, 1] : null;
        return Node("GlobalAveragePool", [x]).As(x.ElementType, shape);
    }

    /// <summary>Constant values around a picture.</summary>
    /// <param name="x">Float32 input of any rank.</param>
    /// <param name="before">Elements added at the start of each dimension.</param>
    /// <param name="after">Elements added at the end of each dimension.</param>
    /// <param name="value">The value of the new elements.</param>
    public GraphValue Pad(GraphValue x, ReadOnlySpan<long> before, ReadOnlySpan<long> after, float value = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node("Pad", [x, Int64s([.. before, .. after]), Scalar(value)])
            .As(x.ElementType, ShapeRules.Pad(x.Shape, before, after));
    }

    /// <summary>Matrix product over the last two dimensions.</summary>
    /// <param name="a">Left operand <c>[..., M, K]</c>.</param>
    /// <param name="b">Right operand <c>[..., K, N]</c>.</param>
    public GraphValue MatMul(GraphValue a, GraphValue b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ImmutableArray<OnnxDimension>? shape =
            a.Shape is { Length: >= 2 } left && b.Shape is { Length: 2 } right
                ? left.SetItem(left.Length - 1, right[1])
                : null;
        return Node("MatMul", [a, b]).As(a.ElementType, shape);
    }

    /// <summary>Mean over axes.</summary>
    /// <param name="x">Input.</param>
    /// <param name="axes">The axes, 0 or more.</param>
    /// <param name="keepDimensions">Whether the axes stay with length 1.</param>
    public GraphValue ReduceMean(GraphValue x, ReadOnlySpan<int> axes, bool keepDimensions = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        var shape = ShapeRules.Reduce(x.Shape, axes, keepDimensions);
        var keep = OnnxAttribute.Int("keepdims", keepDimensions ? 1 : 0);

        // Opset 18 moved the axes from an attribute to an input.
        return Opset < 18
            ? Node("ReduceMean", [x], [OnnxAttribute.Ints("axes", Widen(axes)), keep]).As(x.ElementType, shape)
            : Node("ReduceMean", [x, Int64s(Widen(axes))], [keep]).As(x.ElementType, shape);
    }

    /// <summary>Resizes a picture by fixed factors.</summary>
    /// <param name="x">Input <c>[N, C, H, W]</c>.</param>
    /// <param name="scaleY">Factor of the height.</param>
    /// <param name="scaleX">Factor of the width.</param>
    /// <param name="mode">Interpolation: <c>nearest</c>, <c>linear</c> or <c>cubic</c>.</param>
    /// <param name="coordinates">Rule between output and input coordinates, such as <c>half_pixel</c>, <c>asymmetric</c>, <c>align_corners</c>.</param>
    /// <param name="nearestMode">Rounding of <c>nearest</c>, such as <c>floor</c>; unused otherwise.</param>
    public GraphValue Resize(
        GraphValue x,
        float scaleY,
        float scaleX,
        string mode = "linear",
        string coordinates = "half_pixel",
        string nearestMode = "round_prefer_floor"
    )
    {
        ArgumentNullException.ThrowIfNull(x);
        var scales = Constant(OnnxTensor.Float32([1, 1, scaleY, scaleX], [4]));
        return Node(
                "Resize",
                [x, GraphValue.Omitted, scales],
                [
                    OnnxAttribute.Text("mode", mode),
                    OnnxAttribute.Text("coordinate_transformation_mode", coordinates),
                    OnnxAttribute.Text("nearest_mode", nearestMode),
                ]
            )
            .As(x.ElementType, ShapeRules.Resize(x.Shape, scaleY, scaleX));
    }

    private GraphValue Pool(string opType, GraphValue x, int kernel, int stride, Padding2D padding, bool ceilMode)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node(
                opType,
                [x],
                [
                    OnnxAttribute.Ints("kernel_shape", kernel, kernel),
                    OnnxAttribute.Ints("strides", stride, stride),
                    Pads(padding),
                    OnnxAttribute.Int("ceil_mode", ceilMode ? 1 : 0),
                ]
            )
            .As(x.ElementType, ShapeRules.Pool(x.Shape, kernel, stride, padding, ceilMode));
    }

    private static OnnxAttribute Pads(Padding2D padding) =>
        OnnxAttribute.Ints("pads", padding.Top, padding.Left, padding.Bottom, padding.Right);
}
