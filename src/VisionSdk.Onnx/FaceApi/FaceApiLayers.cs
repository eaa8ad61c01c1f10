namespace VisionSdk.Onnx;

/// <summary>The layers that face-api's networks have in common, over one weight file and one graph.</summary>
internal sealed class FaceApiLayers
{
    private readonly TensorFlowWeights _weights;

    public FaceApiLayers(string manifestPath, string graphName)
    {
        _weights = TensorFlowWeights.Load(manifestPath);
        Graph = new GraphBuilder(graphName);
    }

    public GraphBuilder Graph { get; }

    /// <summary>Declares the input and subtracts the mean colour, then divides: <c>(pixel - mean) / divisor</c>.</summary>
    /// <remarks>
    /// The mean must not move into the first convolution's bias: zero padding stands for 0 after this step, not for black.
    /// </remarks>
    public GraphValue Picture(OnnxDimension height, OnnxDimension width, ReadOnlySpan<float> mean, float divisor)
    {
        var input = Graph.Input(FaceApiImporter.Input, OnnxElementType.Float32, "N", 3, height, width);
        var centred = Graph.Sub(input, Graph.Constant(OnnxTensor.Float32(mean, [1, 3, 1, 1], "mean")));
        return Graph.Div(centred, Graph.Scalar(divisor));
    }

    /// <summary>The input of the networks that look at a face crop of 112 x 112.</summary>
    public GraphValue FaceCrop() => Picture(112, 112, FaceMean, 255);

    /// <summary>Mean colour that face-api's networks for face crops were trained with.</summary>
    public static ReadOnlySpan<float> FaceMean => [122.782f, 117.001f, 104.298f];

    /// <summary>Convolution with <c>prefix/filters</c> and <c>prefix/bias</c>, padded to <c>ceil(size / stride)</c>.</summary>
    public GraphValue Convolution(GraphValue x, string prefix, int stride = 1)
    {
        var filters = Filters($"{prefix}/filters");
        var padding = Same(x, (int)filters.Stored.Dimensions[2], stride);
        return Graph.Conv(x, Graph.Weight(filters), Weight($"{prefix}/bias"), stride, padding);
    }

    /// <summary>Convolution with <c>prefix/filters</c> and <c>prefix/bias</c> without padding.</summary>
    public GraphValue ValidConvolution(GraphValue x, string prefix) =>
        Graph.Conv(x, Graph.Weight(Filters($"{prefix}/filters")), Weight($"{prefix}/bias"));

    /// <summary>Depthwise 3 x 3 without bias, then pointwise with bias.</summary>
    public GraphValue SeparableConvolution(GraphValue x, string prefix, int stride = 1)
    {
        var filters = DepthwiseFilters($"{prefix}/depthwise_filter");
        var groups = (int)filters.Stored.Dimensions[0];
        var depthwise = Graph.Conv(x, Graph.Weight(filters), null, stride, Same(x, 3, stride), groups);
        return Graph.Conv(depthwise, Graph.Weight(Filters($"{prefix}/pointwise_filter")), Weight($"{prefix}/bias"));
    }

    /// <summary>Mean over the picture, then a matrix product with <c>prefix/weights</c> and <c>prefix/bias</c>.</summary>
    public GraphValue Classifier(GraphValue features, string prefix)
    {
        var pooled = Graph.Reshape(Graph.GlobalAveragePool(features), 0, -1);
        return Graph.Add(Graph.MatMul(pooled, Weight($"{prefix}/weights")), Weight($"{prefix}/bias"));
    }

    /// <summary>Filters in ONNX's order <c>[O, I, kH, kW]</c>, from TensorFlow's <c>[kH, kW, I, O]</c>.</summary>
    public CompactWeight Filters(string name) => Require(name, 4).ToCompact().Transpose(3, 2, 0, 1);

    /// <summary>Depthwise filters in ONNX's order <c>[C, 1, kH, kW]</c>, from TensorFlow's <c>[kH, kW, C, 1]</c>.</summary>
    public CompactWeight DepthwiseFilters(string name)
    {
        var filters = Require(name, 4).ToCompact().Transpose(2, 3, 0, 1);
        var dimensions = filters.Stored.Dimensions;
        return filters.Reshape(dimensions[0] * dimensions[1], 1, dimensions[2], dimensions[3]);
    }

    public GraphValue Weight(string name) => Graph.Weight(_weights[name].ToCompact());

    public float[] Values(string name) => _weights[name].ReadFloat32();

    /// <summary>TensorFlow's <c>SAME</c> padding. At stride 1 it does not depend on the size, which may then be unknown.</summary>
    public static Padding2D Same(GraphValue x, int kernel, int stride)
    {
        if (stride == 1)
        {
            return Padding2D.Same(kernel, kernel, kernel, 1);
        }

        return x.Shape is { Length: 4 } shape && shape[2].Length is { } height && shape[3].Length is { } width
            ? Padding2D.Same(height, width, kernel, stride)
            : throw new InvalidOperationException($"The padding of a stride of {stride} needs a known size, got {x}.");
    }

    private TensorFlowWeight Require(string name, int rank)
    {
        var weight = _weights[name];
        return weight.Stored.Dimensions.Length == rank
            ? weight
            : throw new OnnxImportException(
                $"Weight '{name}' of '{_weights.Path}' has {weight.Stored.Dimensions.Length} dimensions; {rank} were expected.",
                _weights.Path
            );
    }
}
