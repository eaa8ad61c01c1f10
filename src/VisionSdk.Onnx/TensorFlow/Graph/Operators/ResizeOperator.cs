namespace VisionSdk.Onnx;

/// <summary>Resizing of pictures, bilinear or to the nearest pixel, with TensorFlow's three rules for coordinates.</summary>
/// <param name="isNearest">Whether the nearest pixel is taken.</param>
internal sealed class ResizeOperator(bool isNearest) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var (input, shape) = node.FeatureMap(0);
        if (node.Integers(1, "size") is not [> 0 and var height, > 0 and var width])
        {
            throw node.Failure("has a size that is not [height, width]");
        }

        var alignCorners = node.Attributes.Boolean("align_corners");
        var halfPixel = node.Attributes.Boolean("half_pixel_centers");

        // Without half-pixel centres TensorFlow cuts off the fraction; with them, and with aligned corners, it rounds half up.
        var nearest = alignCorners || halfPixel ? "round_prefer_ceil" : "floor";
        var value = node.Emit(
            "Resize",
            [input, GraphValue.Omitted, Scales(node, shape, height, width)],
            OnnxAttribute.Text("mode", isNearest ? "nearest" : "linear"),
            OnnxAttribute.Text(
                "coordinate_transformation_mode",
                alignCorners ? "align_corners"
                    : halfPixel ? "half_pixel"
                    : "asymmetric"
            ),
            OnnxAttribute.Text("nearest_mode", nearest)
        );
        node.Yield(
            value,
            TensorShape.Of(shape[0], height, width, shape[3]),
            node.Input(0).ElementType,
            TensorLayout.Nchw
        );
    }

    /// <summary>Factors instead of sizes, which would have to name the batch as well.</summary>
    private static GraphValue Scales(NodeConversion node, TensorShape shape, int height, int width) =>
        node.Builder.Constant(OnnxTensor.Float32([1, 1, Scale(shape[1], height), Scale(shape[2], width)], [4]));

    private static float Scale(int from, int to)
    {
        // ONNX rounds size · factor down, which must not fall short of the wanted size, in whatever precision it is computed.
        var scale = (float)to / from;
        return (double)scale * from < to ? MathF.BitIncrement(scale) : scale;
    }
}
