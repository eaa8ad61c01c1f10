namespace VisionSdk.Onnx;

/// <summary>
/// SSD (Liu et al., "SSD: Single Shot MultiBox Detector", ECCV 2016) over MobileNetV1 (Howard et al., "MobileNets", 2017), as the TensorFlow Object
/// Detection API lays it out: six feature maps of 32, 16, 8, 4, 2 and 1 cells.
/// </summary>
internal sealed class SsdMobileNetNetwork
{
    private const int InputSize = 512;
    private const int ClassCount = 3;
    private const float BatchNormEpsilon = 0.001f;

    private static readonly int[] HalvingLayers = [2, 4, 6, 12];

    private readonly FaceApiLayers _layers;

    private SsdMobileNetNetwork(FaceApiLayers layers) => _layers = layers;

    private GraphBuilder Graph => _layers.Graph;

    public static OnnxModel Import(string manifestPath)
    {
        var network = new SsdMobileNetNetwork(new FaceApiLayers(manifestPath, "ssd_mobilenetv1"));
        network.Write();
        return network.Graph.Build();
    }

    private void Write()
    {
        // (pixel - 127.5) / 127.5 is pixel / 127.5 - 1.
        var picture = _layers.Picture(InputSize, InputSize, [127.5f, 127.5f, 127.5f], 127.5f);
        var maps = FeatureMaps(picture);
        var scores = new GraphValue[maps.Count];
        var boxes = new GraphValue[maps.Count];
        for (var i = 0; i < maps.Count; i++)
        {
            scores[i] = Head(maps[i], $"Prediction/BoxPredictor_{i}/ClassPredictor", ClassCount);
            boxes[i] = Head(maps[i], $"Prediction/BoxPredictor_{i}/BoxEncodingPredictor", 4);
        }

        var allBoxes = Graph.Concat(1, boxes);
        Graph.Output(Graph.Concat(1, scores), "scores");
        Graph.Output(allBoxes, "boxes");

        // One copy per picture, so that a caller cuts every output of a batch the same way.
        var priors = Graph.Node("Expand", [_layers.Weight("Output/extra_dim"), Graph.Node("Shape", [allBoxes])]);
        Graph.Output(priors.As(OnnxElementType.Float32, allBoxes.Shape), "priors");
    }

    private List<GraphValue> FeatureMaps(GraphValue picture)
    {
        var maps = new List<GraphValue>();
        var x = Pointwise(picture, "MobilenetV1/Conv2d_0_pointwise", stride: 2);
        for (var i = 1; i <= 13; i++)
        {
            x = Depthwise(x, $"MobilenetV1/Conv2d_{i}_depthwise", HalvingLayers.Contains(i) ? 2 : 1);
            x = Pointwise(x, $"MobilenetV1/Conv2d_{i}_pointwise", stride: 1);
            if (i is 11 or 13)
            {
                maps.Add(x);
            }
        }

        for (var i = 0; i < 8; i += 2)
        {
            x = Pointwise(x, $"Prediction/Conv2d_{i}_pointwise", stride: 1);
            x = Pointwise(x, $"Prediction/Conv2d_{i + 1}_pointwise", stride: 2);
            maps.Add(x);
        }

        return maps;
    }

    /// <summary>Convolution whose batch normalisation is folded in already; some of these "pointwise" layers are 3 x 3.</summary>
    private GraphValue Pointwise(GraphValue x, string prefix, int stride)
    {
        var filters = _layers.Filters($"{prefix}/weights");
        var padding = FaceApiLayers.Same(x, (int)filters.Stored.Dimensions[2], stride);
        var bias = _layers.Weight($"{prefix}/convolution_bn_offset");
        return Graph.Clip(Graph.Conv(x, Graph.Weight(filters), bias, stride, padding), 0, 6);
    }

    /// <summary>Depthwise convolution with batch normalisation folded into the factors of its quantised filters.</summary>
    private GraphValue Depthwise(GraphValue x, string prefix, int stride)
    {
        var gamma = _layers.Values($"{prefix}/BatchNorm/gamma");
        var beta = _layers.Values($"{prefix}/BatchNorm/beta");
        var mean = _layers.Values($"{prefix}/BatchNorm/moving_mean");
        var variance = _layers.Values($"{prefix}/BatchNorm/moving_variance");
        for (var i = 0; i < gamma.Length; i++)
        {
            gamma[i] /= MathF.Sqrt(variance[i] + BatchNormEpsilon);
            beta[i] -= mean[i] * gamma[i];
        }

        var filters = _layers.DepthwiseFilters($"{prefix}/depthwise_weights").ScaleChannels(gamma);
        var bias = Graph.Constant(OnnxTensor.Float32(beta, [beta.Length], $"{prefix}/bias"));
        var padding = FaceApiLayers.Same(x, 3, stride);
        var output = Graph.Conv(x, Graph.Weight(filters), bias, stride, padding, groups: gamma.Length);
        return Graph.Clip(output, 0, 6);
    }

    /// <summary>Predictions of one feature map as rows in the order y, x, prior: <c>[N, H·W·priors, width]</c>.</summary>
    private GraphValue Head(GraphValue x, string prefix, int width)
    {
        var map = Graph.Conv(x, Graph.Weight(_layers.Filters($"{prefix}/weights")), _layers.Weight($"{prefix}/biases"));
        return Graph.Reshape(Graph.Transpose(map, 0, 2, 3, 1), 0, -1, width);
    }
}
