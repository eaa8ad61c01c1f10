namespace VisionSdk.Onnx;

/// <summary>Largest value or mean in a window. Padding never wins and is not counted, in TensorFlow as in ONNX by default.</summary>
/// <param name="operation">The ONNX operator.</param>
internal sealed class PoolingOperator(string operation) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var (input, shape) = node.FeatureMap(0);
        var kernel = node.Attributes.Integers("ksize") is [1, > 0 and var height, > 0 and var width, 1]
            ? (height, width)
            : throw node.Failure("has a window that does not lie in the picture");
        var geometry = WindowGeometry.Read(node, shape, kernel);
        var value = node.Emit(operation, [input], geometry.KernelShape, geometry.Strides, geometry.Pads);
        node.Yield(value, geometry.Output(node, shape, shape[3]), layout: TensorLayout.Nchw);
    }
}
