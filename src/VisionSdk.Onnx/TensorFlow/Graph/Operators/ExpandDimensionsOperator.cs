namespace VisionSdk.Onnx;

/// <summary>A new axis of length 1.</summary>
internal sealed class ExpandDimensionsOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var axis = Axis(node, input.Shape);

        // A picture without a batch stays held channels first when it gets one.
        var layout = axis == 0 && input.Shape.Rank == 3 ? input.Layout : TensorLayout.Nhwc;
        var value = node.Emit("Unsqueeze", [input.In(node.Builder, layout), node.Builder.Int64s(axis)]);
        node.Yield(value, input.Shape.Insert(axis, 1), input.ElementType, layout);
    }

    public ConstantTensor? Fold(NodeConversion node)
    {
        var input = node.Constant(0, "input");
        return input.Reshape(input.Shape.Insert(Axis(node, input.Shape), 1));
    }

    private static int Axis(NodeConversion node, TensorShape shape)
    {
        var axis = node.Integers(1, "axis") is [var declared] ? declared : int.MaxValue;
        axis = axis < 0 ? axis + shape.Rank + 1 : axis;
        return axis >= 0 && axis <= shape.Rank
            ? axis
            : throw node.Failure($"adds an axis that {shape} has no place for");
    }
}
