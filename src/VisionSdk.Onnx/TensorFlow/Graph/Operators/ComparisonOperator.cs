namespace VisionSdk.Onnx;

/// <summary>A comparison of two elements, with broadcasting.</summary>
/// <param name="operation">The ONNX operator.</param>
internal sealed class ComparisonOperator(string operation) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var aligned = ElementWise.Align(node, node.Input(0), node.Input(1));
        node.Yield(node.Emit(operation, aligned.Values), aligned.Shape, OnnxElementType.Bool, aligned.Layout);
    }
}
