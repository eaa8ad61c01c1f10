namespace VisionSdk.Onnx;

/// <summary>The shape of a tensor, which is known while importing unless the batch is open.</summary>
internal sealed class ShapeOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var shape = node.Input(0).Shape;
        node.RequireFixed(shape, 0);
        node.Yield(
            ConstantTensor.From(
                TensorShape.Of(shape.Rank),
                OnnxElementType.Int32,
                [.. shape.Dimensions.Select(d => (double)d)],
                node.Name
            )
        );
    }
}
