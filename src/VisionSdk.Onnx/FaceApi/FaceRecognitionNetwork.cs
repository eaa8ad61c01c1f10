namespace VisionSdk.Onnx;

/// <summary>dlib's face recognition network, a ResNet with 29 convolutions (King, "High Quality Face Recognition with Deep Metric Learning", 2017).</summary>
internal sealed class FaceRecognitionNetwork
{
    private const int Side = 150;
    private const int Dimension = 128;

    private readonly FaceApiLayers _layers;

    private FaceRecognitionNetwork(FaceApiLayers layers) => _layers = layers;

    private GraphBuilder Graph => _layers.Graph;

    public static OnnxModel Import(string manifestPath, bool withMirror)
    {
        var network = new FaceRecognitionNetwork(new FaceApiLayers(manifestPath, "face_recognition"));
        var picture = network._layers.Picture(Side, Side, FaceApiLayers.FaceMean, 255);
        var embedding = withMirror ? network.EmbedWithMirror(picture) : network.Embed(picture);
        network.Graph.Output(embedding, "embedding", "N", Dimension);
        return network.Graph.Build();
    }

    /// <summary>The mean of two unit vectors: of the picture and of its mirror image, which shows the same person.</summary>
    private GraphValue EmbedWithMirror(GraphValue picture)
    {
        var mirrored = Graph
            .Node("Slice", [picture, Graph.Int64s(-1), Graph.Int64s(long.MinValue), Graph.Int64s(3), Graph.Int64s(-1)])
            .As(picture.ElementType, picture.Shape);
        var both = Embed(Graph.Concat(0, picture, mirrored));
        var meanSquare = Graph.ReduceMean(Graph.Mul(both, both), [1], keepDimensions: true);
        var length = Graph.Sqrt(Graph.Mul(meanSquare, Graph.Scalar(Dimension)));
        return Graph.ReduceMean(Graph.Reshape(Graph.Div(both, length), 2, -1, Dimension), [0]);
    }

    private GraphValue Embed(GraphValue x)
    {
        x = Graph.Relu(Scaled(x, "conv32_down", stride: 2, isPadded: false));
        x = Graph.MaxPool(x, kernel: 3, stride: 2);
        x = Residuals(x, "conv32_1", "conv32_2", "conv32_3");
        x = Residuals(Down(x, "conv64_down"), "conv64_1", "conv64_2", "conv64_3");
        x = Residuals(Down(x, "conv128_down"), "conv128_1", "conv128_2");
        x = Residuals(Down(x, "conv256_down"), "conv256_1", "conv256_2");
        x = Down(x, "conv256_down_out");
        return Graph.MatMul(Graph.ReduceMean(x, [2, 3]), _layers.Weight("fc"));
    }

    private GraphValue Residuals(GraphValue x, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            var inner = Graph.Relu(Scaled(x, $"{prefix}/conv1"));
            x = Graph.Relu(Graph.Add(Scaled(inner, $"{prefix}/conv2"), x));
        }

        return x;
    }

    /// <summary>Halves the picture. The shortcut is a mean of 2 x 2; whichever branch has fewer rows, columns or channels is filled up with zeros at the end.</summary>
    private GraphValue Down(GraphValue x, string prefix)
    {
        var inner = Graph.Relu(Scaled(x, $"{prefix}/conv1", stride: 2, isPadded: false));
        var branch = Scaled(inner, $"{prefix}/conv2");
        var shortcut = Graph.AveragePool(x, kernel: 2, stride: 2);
        return Graph.Relu(Graph.Add(FillUp(branch, shortcut), FillUp(shortcut, branch)));
    }

    private GraphValue FillUp(GraphValue value, GraphValue other)
    {
        var missing = new long[4];
        for (var axis = 1; axis < missing.Length; axis++)
        {
            missing[axis] = Math.Max(0, Length(other, axis) - Length(value, axis));
        }

        return missing.Any(m => m > 0) ? Graph.Pad(value, [0, 0, 0, 0], missing) : value;
    }

    /// <summary>Convolution, then a factor and an offset per channel: <c>(W·x + b)·s + t</c>, written as <c>(W·s)·x + (b·s + t)</c>.</summary>
    private GraphValue Scaled(GraphValue x, string prefix, int stride = 1, bool isPadded = true)
    {
        var factors = _layers.Values($"{prefix}/scale/weights");
        var offsets = _layers.Values($"{prefix}/scale/biases");
        var bias = _layers.Values($"{prefix}/conv/bias");
        for (var i = 0; i < bias.Length; i++)
        {
            bias[i] = (bias[i] * factors[i]) + offsets[i];
        }

        var filters = _layers.Filters($"{prefix}/conv/filters").ScaleChannels(factors);
        var padding = isPadded ? FaceApiLayers.Same(x, (int)filters.Stored.Dimensions[2], stride) : default;
        var folded = Graph.Constant(OnnxTensor.Float32(bias, [bias.Length], $"{prefix}/bias"));
        return Graph.Conv(x, Graph.Weight(filters), folded, stride, padding);
    }

    private static long Length(GraphValue value, int axis) => value.Shape!.Value[axis].Length!.Value;
}
