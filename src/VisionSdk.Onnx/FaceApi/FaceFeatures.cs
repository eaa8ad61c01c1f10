namespace VisionSdk.Onnx;

/// <summary>face-api's feature extractor of face crops: densely added separable convolutions that halve the picture block by block.</summary>
internal static class FaceFeatures
{
    public static GraphValue Extract(FaceApiLayers layers, GraphValue picture, int blocks, int convolutions)
    {
        var x = picture;
        for (var block = 0; block < blocks; block++)
        {
            x = Block(layers, x, $"dense{block}", convolutions, isFirst: block == 0);
        }

        return x;
    }

    /// <summary>Each convolution sees the rectified sum of all outputs before it; only the very first of the network is a full convolution.</summary>
    private static GraphValue Block(FaceApiLayers layers, GraphValue x, string prefix, int convolutions, bool isFirst)
    {
        var graph = layers.Graph;
        var first = $"{prefix}/conv0";
        var sum = graph.Relu(
            isFirst ? layers.Convolution(x, first, stride: 2) : layers.SeparableConvolution(x, first, stride: 2)
        );
        var rectified = sum;
        for (var i = 1; i < convolutions; i++)
        {
            sum = graph.Add(sum, layers.SeparableConvolution(rectified, $"{prefix}/conv{i}"));
            rectified = graph.Relu(sum);
        }

        return rectified;
    }
}
