namespace VisionSdk.Onnx;

/// <summary>Batch normalisation with stored moments.</summary>
internal sealed class BatchNormalizationOperator : IGraphOperator
{
    private const float DefaultEpsilon = 1e-4f;

    public void Convert(NodeConversion node)
    {
        if (node.Attributes.Boolean("is_training"))
        {
            throw node.Failure("computes the moments of the batch; only stored ones are supported");
        }

        var (input, shape) = node.FeatureMap(0);
        var value = node.Emit(
            "BatchNormalization",
            [input, node.Ordered(1), node.Ordered(2), node.Ordered(3), node.Ordered(4)],
            OnnxAttribute.Float("epsilon", node.Attributes.Number("epsilon", DefaultEpsilon))
        );
        node.Yield(value, shape, layout: TensorLayout.Nchw);
    }
}
