namespace VisionSdk.Onnx;

/// <summary>How a sliding window of a convolution or a pooling moves over a feature map.</summary>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="Stride">Vertical and horizontal step.</param>
/// <param name="Dilation">Vertical and horizontal spacing of the taps.</param>
/// <param name="Padding">What is added around the feature map.</param>
internal readonly record struct WindowGeometry(
    (int Height, int Width) Kernel,
    (int Y, int X) Stride,
    (int Y, int X) Dilation,
    Padding2D Padding
)
{
    /// <summary>Reads a node's geometry over an input <c>[N, H, W, C]</c>.</summary>
    public static WindowGeometry Read(NodeConversion node, TensorShape input, (int Height, int Width) kernel)
    {
        if (node.Attributes.Text("data_format") is { } format and not "NHWC")
        {
            throw node.Failure($"orders its dimensions {format}; only NHWC is supported");
        }

        var stride = Spatial(node, "strides");
        var dilation = Spatial(node, "dilations");
        var padding = node.Attributes.Text("padding") switch
        {
            "VALID" => default,
            "SAME" => Padding2D.Same(
                input[1],
                input[2],
                kernel.Height,
                kernel.Width,
                stride.Y,
                stride.X,
                dilation.Y,
                dilation.X
            ),
            "EXPLICIT" when node.Attributes.Integers("explicit_paddings") is { Length: 8 } p => new Padding2D(
                p[2],
                p[4],
                p[3],
                p[5]
            ),
            var other => throw node.Failure($"pads by the unknown rule '{other}'"),
        };
        return new WindowGeometry(kernel, stride, dilation, padding);
    }

    public OnnxAttribute KernelShape => OnnxAttribute.Ints("kernel_shape", Kernel.Height, Kernel.Width);

    public OnnxAttribute Strides => OnnxAttribute.Ints("strides", Stride.Y, Stride.X);

    public OnnxAttribute Dilations => OnnxAttribute.Ints("dilations", Dilation.Y, Dilation.X);

    public OnnxAttribute Pads => OnnxAttribute.Ints("pads", Padding.Top, Padding.Left, Padding.Bottom, Padding.Right);

    /// <summary>The shape <c>[N, H', W', C']</c> of the result.</summary>
    public TensorShape Output(NodeConversion node, TensorShape input, int channels)
    {
        var height = Cells(input[1] + Padding.Top + Padding.Bottom, Kernel.Height, Stride.Y, Dilation.Y);
        var width = Cells(input[2] + Padding.Left + Padding.Right, Kernel.Width, Stride.X, Dilation.X);
        return height > 0 && width > 0
            ? TensorShape.Of(input[0], height, width, channels)
            : throw node.Failure($"has a window of {Kernel.Height} x {Kernel.Width} that does not fit into {input}");
    }

    private static int Cells(int length, int kernel, int stride, int dilation)
    {
        var rest = length - ((kernel - 1) * dilation) - 1;
        return rest < 0 ? 0 : (rest / stride) + 1;
    }

    private static (int Y, int X) Spatial(NodeConversion node, string attribute) =>
        node.Attributes.Integers(attribute) switch
        {
            { IsEmpty: true } => (1, 1),
            [1, > 0 and var y, > 0 and var x, 1] => (y, x),
            var other => throw node.Failure($"has the unsupported {attribute} [{string.Join(", ", other)}]"),
        };
}
