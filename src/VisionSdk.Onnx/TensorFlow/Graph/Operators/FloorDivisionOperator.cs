namespace VisionSdk.Onnx;

/// <summary>Division rounded down, or its remainder, which has the sign of the divisor. ONNX's integer division cuts towards 0 instead.</summary>
/// <param name="isRemainder">Whether the remainder is wanted.</param>
internal sealed class FloorDivisionOperator(bool isRemainder) : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var type = node.Input(0).ElementType;
        var aligned = ElementWise.Align(node, node.Input(0), node.Input(1));
        var (a, b) = (aligned.Values[0], aligned.Values[1]);
        var value = type == OnnxElementType.Float32 ? Floats(node, a, b) : Integers(node, a, b);
        node.Yield(value, aligned.Shape, type, aligned.Layout);
    }

    public ConstantTensor? Fold(NodeConversion node) =>
        isRemainder
            ? Folding.Combine(node, (a, b) => a - (b * Math.Floor(a / b)))
            : Folding.Combine(node, (a, b) => Math.Floor(a / b));

    private GraphValue Floats(NodeConversion node, GraphValue a, GraphValue b)
    {
        var quotient = node.Step("Div", [a, b]);
        return isRemainder
            ? node.Emit("Sub", [a, node.Step("Mul", [b, node.Step("Floor", [quotient])])])
            : node.Emit("Floor", [quotient]);
    }

    /// <summary>ONNX's <c>Mod</c> takes the sign of the divisor; without that remainder the division is exact, so that cutting does not matter.</summary>
    private GraphValue Integers(NodeConversion node, GraphValue a, GraphValue b) =>
        isRemainder ? node.Emit("Mod", [a, b]) : node.Emit("Div", [node.Step("Sub", [a, node.Step("Mod", [a, b])]), b]);
}
