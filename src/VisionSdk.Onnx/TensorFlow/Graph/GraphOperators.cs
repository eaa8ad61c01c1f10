using System.Collections.Frozen;

namespace VisionSdk.Onnx;

/// <summary>The operators that can be imported, by TensorFlow's name.</summary>
internal static class GraphOperators
{
    private static readonly FrozenDictionary<string, IGraphOperator> Known = new Dictionary<string, IGraphOperator>
    {
        // Layers
        ["Conv2D"] = new ConvolutionOperator(isDepthwise: false),
        ["_FusedConv2D"] = new ConvolutionOperator(isDepthwise: false),
        ["DepthwiseConv2dNative"] = new ConvolutionOperator(isDepthwise: true),
        ["FusedDepthwiseConv2dNative"] = new ConvolutionOperator(isDepthwise: true),
        ["MatMul"] = new MatrixProductOperator(),
        ["_FusedMatMul"] = new MatrixProductOperator(),
        ["MaxPool"] = new PoolingOperator("MaxPool"),
        ["AvgPool"] = new PoolingOperator("AveragePool"),
        ["FusedBatchNorm"] = new BatchNormalizationOperator(),
        ["FusedBatchNormV2"] = new BatchNormalizationOperator(),
        ["FusedBatchNormV3"] = new BatchNormalizationOperator(),
        ["ResizeBilinear"] = new ResizeOperator(isNearest: false),
        ["ResizeNearestNeighbor"] = new ResizeOperator(isNearest: true),
        ["Pad"] = new PadOperator(),
        ["PadV2"] = new PadOperator(),
        ["MirrorPad"] = new PadOperator(),

        // Activations
        ["Relu"] = new UnaryOperator("Relu", x => Math.Max(0, x)),
        ["Relu6"] = new ClipOperator(0, 6),
        ["Elu"] = new UnaryOperator("Elu"),
        ["Selu"] = new UnaryOperator("Selu"),
        ["Sigmoid"] = new UnaryOperator("Sigmoid"),
        ["Tanh"] = new UnaryOperator("Tanh", Math.Tanh),
        ["Softplus"] = new UnaryOperator("Softplus"),
        ["LeakyRelu"] = new LeakyReluOperator(),
        ["Prelu"] = new PreluOperator(),
        ["Softmax"] = new SoftmaxOperator(),

        // One operand
        ["Abs"] = new UnaryOperator("Abs", Math.Abs),
        ["Neg"] = new UnaryOperator("Neg", x => -x),
        ["Exp"] = new UnaryOperator("Exp", Math.Exp),
        ["Log"] = new UnaryOperator("Log", Math.Log),
        ["Sqrt"] = new UnaryOperator("Sqrt", Math.Sqrt),
        ["Rsqrt"] = new UnaryOperator(["Sqrt", "Reciprocal"], x => 1 / Math.Sqrt(x)),
        ["Square"] = new SquareOperator(),
        ["Reciprocal"] = new UnaryOperator("Reciprocal", x => 1 / x),
        ["Floor"] = new UnaryOperator("Floor", Math.Floor),
        ["Ceil"] = new UnaryOperator("Ceil", Math.Ceiling),
        ["Round"] = new UnaryOperator("Round", Math.Round),

        // Two or more operands
        ["Add"] = new BinaryOperator("Add", (a, b) => a + b),
        ["AddV2"] = new BinaryOperator("Add", (a, b) => a + b),
        ["BiasAdd"] = new BinaryOperator("Add", (a, b) => a + b),
        ["Sub"] = new BinaryOperator("Sub", (a, b) => a - b),
        ["Mul"] = new BinaryOperator("Mul", (a, b) => a * b),
        ["RealDiv"] = new BinaryOperator("Div", (a, b) => a / b),
        ["Maximum"] = new BinaryOperator("Max", Math.Max),
        ["Minimum"] = new BinaryOperator("Min", Math.Min),
        ["Pow"] = new BinaryOperator("Pow", Math.Pow),
        ["SquaredDifference"] = new SquaredDifferenceOperator(),
        ["FloorDiv"] = new FloorDivisionOperator(isRemainder: false),
        ["FloorMod"] = new FloorDivisionOperator(isRemainder: true),
        ["AddN"] = new SumOperator(),
        ["Equal"] = new ComparisonOperator("Equal"),
        ["Greater"] = new ComparisonOperator("Greater"),
        ["GreaterEqual"] = new ComparisonOperator("GreaterOrEqual"),
        ["Less"] = new ComparisonOperator("Less"),
        ["LessEqual"] = new ComparisonOperator("LessOrEqual"),

        // Reductions
        ["Mean"] = new ReductionOperator("ReduceMean"),
        ["Max"] = new ReductionOperator("ReduceMax"),
        ["Min"] = new ReductionOperator("ReduceMin"),
        ["Prod"] = new ReductionOperator("ReduceProd"),
        ["Sum"] = new ReductionOperator("ReduceSum"),
        ["ArgMax"] = new ArgumentOperator("ArgMax"),
        ["ArgMin"] = new ArgumentOperator("ArgMin"),
        ["TopKV2"] = new TopKOperator(),

        // Shapes
        ["Identity"] = new IdentityOperator(),
        ["StopGradient"] = new IdentityOperator(),
        ["Cast"] = new CastOperator(),
        ["Shape"] = new ShapeOperator(),
        ["Reshape"] = new ReshapeOperator(),
        ["ExpandDims"] = new ExpandDimensionsOperator(),
        ["Squeeze"] = new SqueezeOperator(),
        ["Transpose"] = new TransposeOperator(),
        ["ConcatV2"] = new ConcatOperator(),
        ["Pack"] = new PackOperator(),
        ["Unpack"] = new UnpackOperator(),
        ["StridedSlice"] = new StridedSliceOperator(),
        ["GatherV2"] = new GatherOperator(),
        ["GatherNd"] = new GatherNdOperator(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IGraphOperator? Find(string name) => Known.GetValueOrDefault(name);
}
