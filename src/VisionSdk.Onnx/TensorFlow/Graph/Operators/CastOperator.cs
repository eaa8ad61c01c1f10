namespace VisionSdk.Onnx;

/// <summary>Change of the element type; fractions are cut off, in TensorFlow as in ONNX.</summary>
internal sealed class CastOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var type = Target(node);
        if (type == input.ElementType)
        {
            node.Yield(input);
            return;
        }

        var value = node.Emit("Cast", [input.In(node.Builder, input.Layout)], OnnxAttribute.Int("to", (long)type));
        node.Yield(value, input.Shape, type, input.Layout);
    }

    public ConstantTensor? Fold(NodeConversion node)
    {
        var input = node.Constant(0, "input");
        var type = Target(node);
        return type == input.ElementType ? input : ConstantTensor.From(input.Shape, type, input.Values(), node.Name);
    }

    private static OnnxElementType Target(NodeConversion node)
    {
        var declared = node.Attributes.DataType("DstT");
        var type = DataTypes.Parse(declared);
        return type != OnnxElementType.Undefined
            ? type
            : throw node.Failure($"casts to {declared}, which is not supported");
    }
}
