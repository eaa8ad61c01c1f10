namespace VisionSdk.Onnx;

/// <summary>Tensors of one shape stacked along a new axis.</summary>
internal sealed class PackOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var inputs = node.Inputs();
        var (axis, shape) = Read(node);
        var axes = node.Builder.Int64s(axis);
        var rows = new GraphValue[inputs.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = node.Step("Unsqueeze", [node.Ordered(i), axes]);
        }

        node.Yield(node.Emit("Concat", rows, OnnxAttribute.Int("axis", axis)), shape, inputs[0].ElementType);
    }

    public ConstantTensor? Fold(NodeConversion node)
    {
        var (axis, shape) = Read(node);
        return axis == 0
            ? ConstantTensor.From(
                shape,
                node.Input(0).ElementType,
                [.. node.Inputs().SelectMany(i => ((ConstantTensor)i).Values())],
                node.Name
            )
            : null;
    }

    private static (int Axis, TensorShape Shape) Read(NodeConversion node)
    {
        var inputs = node.Inputs();
        var first = inputs[0].Shape;
        var axis = node.Attributes.Integer("axis");
        axis = axis < 0 ? axis + first.Rank + 1 : axis;
        return axis >= 0 && axis <= first.Rank && inputs.All(i => i.Shape == first)
            ? (axis, first.Insert(axis, inputs.Length))
            : throw node.Failure($"stacks {string.Join(" and ", inputs.Select(i => i.Shape))} along axis {axis}");
    }
}
