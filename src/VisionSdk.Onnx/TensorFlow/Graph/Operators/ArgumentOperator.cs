namespace VisionSdk.Onnx;

/// <summary>Where along an axis the extreme lies; the first place of equal ones, in TensorFlow as in ONNX.</summary>
/// <param name="operation">The ONNX operator.</param>
internal sealed class ArgumentOperator(string operation) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var shape = input.Shape;
        var axis = node.Integers(1, "axis") is [var declared] ? shape.Axis(declared) : -1;
        if (axis < 0 || axis >= shape.Rank)
        {
            throw node.Failure($"searches along an axis that {shape} does not have");
        }

        node.RequireFixed(shape, axis);
        var isHeld = input.Layout == TensorLayout.Nchw && ChannelsFirst.IsOrderedWithout(shape.Rank, [axis]);
        var data = input.In(node.Builder, isHeld ? TensorLayout.Nchw : TensorLayout.Nhwc);
        var place = node.Step(
            operation,
            [data],
            OnnxAttribute.Int("axis", isHeld ? ChannelsFirst.Axis(axis, shape.Rank) : axis),
            OnnxAttribute.Int("keepdims", 0)
        );

        // ONNX yields int64; TensorFlow.js computes on with int32.
        node.Yield(
            node.Emit("Cast", [place], OnnxAttribute.Int("to", (long)OnnxElementType.Int32)),
            shape.RemoveAt(axis),
            OnnxElementType.Int32
        );
    }
}
