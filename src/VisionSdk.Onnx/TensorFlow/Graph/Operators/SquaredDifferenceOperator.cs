namespace VisionSdk.Onnx;

/// <summary><c>(a − b)²</c>, with broadcasting.</summary>
internal sealed class SquaredDifferenceOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var aligned = ElementWise.Align(node, node.Input(0), node.Input(1));
        var difference = node.Step("Sub", aligned.Values);
        node.Yield(
            node.Emit("Mul", [difference, difference]),
            aligned.Shape,
            node.Input(0).ElementType,
            aligned.Layout
        );
    }

    public ConstantTensor? Fold(NodeConversion node) => Folding.Combine(node, (a, b) => (a - b) * (a - b));
}
