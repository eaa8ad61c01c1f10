namespace VisionSdk.Onnx;

/// <summary>dlib's face recognition network, a ResNet with 29 convolutions (King, "High Quality Face Recognition with Deep Metric Learning", 2017).</summary>
internal sealed class FaceRecognitionNetwork
{
    private readonly FaceApiLayers _layers;

    private FaceRecognitionNetwork(FaceApiLayers layers) => _layers = layers;

    private GraphBuilder Graph => _layers.Graph;

    public static OnnxModel Import(string manifestPath)
    {
        var network = new FaceRecognitionNetwork(new FaceApiLayers(manifestPath, "face_recognition"));
        network.Write();
        return network.Graph.Build();
    }

    private void Write()
    {
        var x = _layers.Picture(150, 150, FaceApiLayers.FaceMean, 255);
        x = Graph.Relu(Scaled(x, "conv32_down", stride: 2, isPadded: false));
        x = Graph.MaxPool(x, kernel: 3, stride: 2);
        x = Residuals(x, "conv32_1", "conv32_2", "conv32_3");
        x = Residuals(Down(x, "conv64_down"), "conv64_1", "conv64_2", "conv64_3");
        x = Residuals(Down(x, "conv128_down"), "conv128_1", "conv128_2");
        x = Residuals(Down(x, "conv256_down"), "conv256_1", "conv256_2");
        x = Down(x, "conv256_down_out");
        Graph.Output(Graph.MatMul(Graph.ReduceMean(x, [2, 3]), _layers.Weight("fc")), "embedding");
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
