namespace VisionSdk.Onnx;

/// <summary>Convolutions, plain or with a bias and an activation fused in. TensorFlow stores filters as <c>[H, W, I, O]</c>, depthwise ones as <c>[H, W, C, M]</c>.</summary>
/// <param name="isDepthwise">Whether each channel has filters of its own.</param>
internal sealed class ConvolutionOperator(bool isDepthwise) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var (input, shape) = node.FeatureMap(0);
        var constant = node.Constant(1, "filter");
        if (constant.Weight is not { } filter || constant.Shape.Rank != 4)
        {
            throw node.Failure($"has a filter of {constant.ElementType} {constant.Shape}");
        }

        var (height, width, inputs, last) = (
            constant.Shape[0],
            constant.Shape[1],
            constant.Shape[2],
            constant.Shape[3]
        );
        var groups = isDepthwise ? inputs : shape[3] / inputs;
        if (isDepthwise ? shape[3] != inputs : shape[3] != groups * inputs)
        {
            throw node.Failure($"applies a filter {constant.Shape} to {shape}");
        }

        // ONNX orders a group's filters together, as TensorFlow does: output channel = channel · M + m.
        var outputs = isDepthwise ? inputs * last : last;
        var weight = isDepthwise
            ? filter.Transpose(2, 3, 0, 1).Reshape(outputs, 1, height, width)
            : filter.Transpose(3, 2, 0, 1);
        var geometry = WindowGeometry.Read(node, shape, (height, width));
        var fused = FusedOperations.Read(node, firstInput: 2);
        var value = fused.Emit(
            node,
            TensorLayout.Nchw,
            "Conv",
            [input, node.Builder.Weight(weight)],
            geometry.KernelShape,
            geometry.Strides,
            geometry.Pads,
            geometry.Dilations,
            OnnxAttribute.Int("group", groups)
        );
        node.Yield(value, geometry.Output(node, shape, outputs), layout: TensorLayout.Nchw);
    }
}
