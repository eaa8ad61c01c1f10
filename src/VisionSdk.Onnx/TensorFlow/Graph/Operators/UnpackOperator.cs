namespace VisionSdk.Onnx;

/// <summary>A tensor cut into its slices along an axis, which disappears.</summary>
internal sealed class UnpackOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var rank = input.Shape.Rank;
        var axis = input.Shape.Axis(node.Attributes.Integer("axis"));
        if (axis < 0 || axis >= rank)
        {
            throw node.Failure($"is cut along an axis that {input.Shape} does not have");
        }

        node.RequireFixed(input.Shape, axis);
        var count = input.Shape[axis];
        var shape = input.Shape.RemoveAt(axis);

        // Pictures taken out of a batch stay held channels first.
        var layout = axis == 0 && rank == 4 ? input.Layout : TensorLayout.Nhwc;
        var data = input.In(node.Builder, layout);
        var slices = count == 1 ? [data] : node.Steps("Split", count, [data], OnnxAttribute.Int("axis", axis));
        var axes = node.Builder.Int64s(axis);
        for (var i = 0; i < count; i++)
        {
            node.Yield(node.Emit("Squeeze", [slices[i], axes]), shape, input.ElementType, layout, i);
        }
    }
}
