namespace VisionSdk.Onnx;

/// <summary>A function of two elements, with broadcasting.</summary>
/// <param name="operation">The ONNX operator.</param>
/// <param name="function">The function for folding.</param>
internal sealed class BinaryOperator(string operation, Func<double, double, double> function) : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var aligned = ElementWise.Align(node, node.Input(0), node.Input(1));
        node.Yield(node.Emit(operation, aligned.Values), aligned.Shape, node.Input(0).ElementType, aligned.Layout);
    }

    public ConstantTensor? Fold(NodeConversion node) => Folding.Combine(node, function);
}
