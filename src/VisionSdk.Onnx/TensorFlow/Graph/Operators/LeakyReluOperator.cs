namespace VisionSdk.Onnx;

/// <summary>A rectifier with one slope below 0 for all elements.</summary>
internal sealed class LeakyReluOperator : IGraphOperator
{
    /// <summary>TensorFlow's slope where a node states none.</summary>
    public const float DefaultAlpha = 0.2f;

    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var value = node.Emit(
            "LeakyRelu",
            [input.In(node.Builder, input.Layout)],
            OnnxAttribute.Float("alpha", node.Attributes.Number("alpha", DefaultAlpha))
        );
        node.Yield(value, input.Shape, input.ElementType, input.Layout);
    }
}
