namespace VisionSdk.Onnx;

/// <summary>Padding of any dimension with a value, or with mirrored elements.</summary>
internal sealed class PadOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var paddings = node.Integers(1, "paddings");
        var rank = input.Shape.Rank;
        if (paddings.Length != 2 * rank || paddings.Any(p => p < 0))
        {
            throw node.Failure($"pads {input.Shape} by [{string.Join(", ", paddings)}]");
        }

        var shape = input.Shape;
        var pads = new long[2 * rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var (before, after) = (paddings[2 * axis], paddings[(2 * axis) + 1]);
            if (before + after > 0)
            {
                node.RequireFixed(shape, axis);
                shape = shape.With(axis, shape[axis] + before + after);
            }

            var held = input.Layout == TensorLayout.Nchw ? ChannelsFirst.Axis(axis, rank) : axis;
            pads[held] = before;
            pads[rank + held] = after;
        }

        var data = input.In(node.Builder, input.Layout);
        var value = Mode(node) is { } mode
            ? node.Emit("Pad", [data, node.Builder.Int64s(pads)], OnnxAttribute.Text("mode", mode))
            : node.Emit("Pad", [data, node.Builder.Int64s(pads), Filling(node)]);
        node.Yield(value, shape, input.ElementType, input.Layout);
    }

    /// <summary>ONNX's mode, or <see langword="null"/> for padding with a value.</summary>
    private static string? Mode(NodeConversion node) =>
        node.Operator != "MirrorPad" ? null
        : node.Attributes.Text("mode") == "REFLECT" ? "reflect"
        : throw node.Failure($"mirrors in the mode '{node.Attributes.Text("mode")}'; only REFLECT is supported");

    private static GraphValue Filling(NodeConversion node)
    {
        var input = node.Input(0);
        var filling = node.Operator == "PadV2" ? node.Constant(2, "value").Values()[0] : 0;
        return ConstantTensor
            .From(TensorShape.Scalar, input.ElementType, [filling], $"{node.Name}/value")
            .In(node.Builder, TensorLayout.Nhwc);
    }
}
