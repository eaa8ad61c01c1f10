namespace VisionSdk.Onnx;

/// <summary>Separable Tiny YOLOv2 (Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", CVPR 2017) with one class.</summary>
internal static class TinyFaceDetectorNetwork
{
    private const float LeakySlope = 0.1f;

    private static ReadOnlySpan<float> Mean => [117.001f, 114.697f, 97.404f];

    public static OnnxModel Import(string manifestPath)
    {
        var layers = new FaceApiLayers(manifestPath, "tiny_face_detector");
        var graph = layers.Graph;

        // The first convolution is unpadded: sides of 32·k become 32·k - 2, and halving five times with rounding up gives k.
        var x = graph.LeakyRelu(layers.ValidConvolution(layers.Picture("H", "W", Mean, 255), "conv0"), LeakySlope);
        for (var i = 1; i <= 5; i++)
        {
            x = graph.MaxPool(x, kernel: 2, stride: 2, ceilMode: true);
            x = graph.LeakyRelu(layers.SeparableConvolution(x, $"conv{i}"), LeakySlope);
        }

        x = graph.MaxPool(x, kernel: 2, stride: 1, FaceApiLayers.Same(x, 2, 1));
        graph.Output(layers.ValidConvolution(x, "conv8"), "grid", "N", 25, "GH", "GW");
        return graph.Build();
    }
}
