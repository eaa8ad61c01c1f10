namespace VisionSdk.Onnx;

/// <summary>The square of each element.</summary>
internal sealed class SquareOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var value = input.In(node.Builder, input.Layout);
        node.Yield(node.Emit("Mul", [value, value]), input.Shape, input.ElementType, input.Layout);
    }

    public ConstantTensor? Fold(NodeConversion node) => Folding.Map(node, x => x * x);
}
