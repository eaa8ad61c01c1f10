namespace VisionSdk.Onnx;

/// <summary>The largest elements along the last axis and their places; of equal ones the first place comes first, in TensorFlow as in ONNX Runtime.</summary>
internal sealed class TopKOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var last = input.Shape.Rank - 1;
        if (last < 0 || node.Integers(1, "count") is not [> 0 and var count] || count > input.Shape[last])
        {
            throw node.Failure($"takes a number of elements that {input.Shape} does not have");
        }

        node.RequireFixed(input.Shape, last);
        var results = node.Steps(
            "TopK",
            2,
            [node.Ordered(0), node.Builder.Int64s(count)],
            OnnxAttribute.Int("sorted", node.Attributes.Boolean("sorted", true) ? 1 : 0)
        );
        var shape = input.Shape.With(last, count);
        node.Yield(results[0], shape, input.ElementType);
        node.Yield(node.Builder.Cast(results[1], OnnxElementType.Int32), shape, OnnxElementType.Int32, output: 1);
    }
}
