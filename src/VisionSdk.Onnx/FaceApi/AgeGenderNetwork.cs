namespace VisionSdk.Onnx;

/// <summary>A small Xception (Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", CVPR 2017) with a head for age and one for gender.</summary>
internal sealed class AgeGenderNetwork
{
    private readonly FaceApiLayers _layers;

    private AgeGenderNetwork(FaceApiLayers layers) => _layers = layers;

    private GraphBuilder Graph => _layers.Graph;

    public static OnnxModel Import(string manifestPath)
    {
        var network = new AgeGenderNetwork(new FaceApiLayers(manifestPath, "age_gender"));
        network.Write();
        return network.Graph.Build();
    }

    private void Write()
    {
        var x = Graph.Relu(_layers.Convolution(_layers.FaceCrop(), "entry_flow/conv_in", stride: 2));
        x = Reduction(x, "entry_flow/reduction_block_0", isRectified: true);
        x = Reduction(x, "entry_flow/reduction_block_1");
        x = Main(x, "middle_flow/main_block_0");
        x = Main(x, "middle_flow/main_block_1");
        x = Reduction(x, "exit_flow/reduction_block");
        x = Graph.Relu(_layers.SeparableConvolution(x, "exit_flow/separable_conv"));
        Graph.Output(_layers.Classifier(x, "fc/age"), "age");
        Graph.Output(Graph.Softmax(_layers.Classifier(x, "fc/gender")), "gender");
    }

    private GraphValue Reduction(GraphValue x, string prefix, bool isRectified = false)
    {
        var inner = isRectified ? x : Graph.Relu(x);
        inner = _layers.SeparableConvolution(inner, $"{prefix}/separable_conv0");
        inner = _layers.SeparableConvolution(Graph.Relu(inner), $"{prefix}/separable_conv1");
        inner = Graph.MaxPool(inner, kernel: 3, stride: 2, FaceApiLayers.Same(inner, 3, 2));
        return Graph.Add(inner, _layers.Convolution(x, $"{prefix}/expansion_conv", stride: 2));
    }

    private GraphValue Main(GraphValue x, string prefix)
    {
        var inner = x;
        for (var i = 0; i < 3; i++)
        {
            inner = _layers.SeparableConvolution(Graph.Relu(inner), $"{prefix}/separable_conv{i}");
        }

        return Graph.Add(inner, x);
    }
}
