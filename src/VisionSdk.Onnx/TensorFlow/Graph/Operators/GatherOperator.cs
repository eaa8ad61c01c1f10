namespace VisionSdk.Onnx;

/// <summary>Slices picked along an axis by their indices.</summary>
internal sealed class GatherOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var (input, indices) = (node.Input(0), node.Input(1));
        var axis = node.Integers(2, "axis") is [var declared] ? input.Shape.Axis(declared) : -1;
        if (axis < 0 || axis >= input.Shape.Rank || node.Attributes.Integer("batch_dims") != 0)
        {
            throw node.Failure($"picks from {input.Shape} along axis {axis} with a batch of indices");
        }

        node.RequireFixed(input.Shape, axis);
        var shape = new TensorShape(input.Shape.Dimensions.RemoveAt(axis).InsertRange(axis, indices.Shape.Dimensions));
        var value = node.Emit("Gather", [node.Ordered(0), node.Ordered(1)], OnnxAttribute.Int("axis", axis));
        node.Yield(value, shape, input.ElementType);
    }
}
