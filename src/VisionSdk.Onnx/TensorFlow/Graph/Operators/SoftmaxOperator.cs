namespace VisionSdk.Onnx;

/// <summary>Soft-max along TensorFlow's last axis, wherever that is held.</summary>
internal sealed class SoftmaxOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var last = input.Shape.Rank - 1;
        var axis = input.Layout == TensorLayout.Nchw ? ChannelsFirst.Axis(last, input.Shape.Rank) : last;
        var value = node.Emit("Softmax", [input.In(node.Builder, input.Layout)], OnnxAttribute.Int("axis", axis));
        node.Yield(value, input.Shape, input.ElementType, input.Layout);
    }
}
