namespace VisionSdk.Onnx;

/// <summary>The sum of any number of tensors.</summary>
internal sealed class SumOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var inputs = node.Inputs();
        var aligned = ElementWise.Align(node, inputs);

        // ONNX's Sum takes floating point only.
        var value =
            inputs[0].ElementType == OnnxElementType.Float32
                ? node.Emit("Sum", aligned.Values)
                : aligned.Values.Aggregate((a, b) => node.Step("Add", [a, b]));
        node.Yield(value, aligned.Shape, inputs[0].ElementType, aligned.Layout);
    }
}
