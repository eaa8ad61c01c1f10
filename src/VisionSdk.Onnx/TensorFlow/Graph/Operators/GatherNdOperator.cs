namespace VisionSdk.Onnx;

/// <summary>Elements or slices picked by index tuples <c>[..., K]</c> over the first K dimensions.</summary>
internal sealed class GatherNdOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var (input, indices) = (node.Input(0).Shape, node.Input(1).Shape);
        if (indices.Rank == 0 || indices[indices.Rank - 1] > input.Rank)
        {
            throw node.Failure($"picks from {input} by {indices}");
        }

        node.RequireFixed(input, 0);
        var depth = indices[indices.Rank - 1];
        var shape = new TensorShape([
            .. indices.Dimensions.RemoveAt(indices.Rank - 1),
            .. input.Dimensions.AsSpan()[depth..],
        ]);

        // ONNX takes int64 indices here, unlike in Gather.
        var tuples = node.Builder.Cast(node.Ordered(1), OnnxElementType.Int64);
        node.Yield(node.Emit("GatherND", [node.Ordered(0), tuples]), shape, node.Input(0).ElementType);
    }
}
