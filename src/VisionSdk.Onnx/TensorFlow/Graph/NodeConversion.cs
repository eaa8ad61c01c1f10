using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>What an operator sees of the node that it converts.</summary>
/// <param name="graph">The import.</param>
/// <param name="node">The node.</param>
internal sealed class NodeConversion(GraphConversion graph, GraphNode node)
{
    public string Operator => node.Operator;

    public string Name => node.Name;

    public NodeAttributes Attributes => node.Attributes;

    public GraphBuilder Builder => graph.Builder;

    public int InputCount => node.Inputs.Length;

    public bool AllConstant() => InputCount > 0 && node.Inputs.All(i => graph.Find(i) is ConstantTensor);

    public GraphTensor Input(int index)
    {
        if (index >= InputCount)
        {
            throw Failure($"has {InputCount} inputs, but needs {index + 1}");
        }

        var reference = node.Inputs[index];
        return graph.Find(reference) ?? throw Failure($"reads '{reference}', which its node does not yield");
    }

    public ImmutableArray<GraphTensor> Inputs() => [.. Enumerable.Range(0, InputCount).Select(Input)];

    /// <summary>An input that must be known while importing.</summary>
    public ConstantTensor Constant(int index, string meaning) =>
        Input(index) as ConstantTensor ?? throw Failure($"computes its {meaning}, which must be constant");

    public ImmutableArray<int> Integers(int index, string meaning) => Constant(index, meaning).Integers();

    /// <summary>An input as a feature map in <c>[N, C, H, W]</c>.</summary>
    public (GraphValue Value, TensorShape Shape) FeatureMap(int index)
    {
        var input = Input(index);
        return input.Shape.Rank == 4
            ? (input.In(Builder, TensorLayout.Nchw), input.Shape)
            : throw Failure($"expects [N, H, W, C], got {input.Shape}");
    }

    /// <summary>An input in TensorFlow's order of dimensions.</summary>
    public GraphValue Ordered(int index) => Input(index).In(Builder, TensorLayout.Nhwc);

    /// <summary>Adds a node on the way to an output.</summary>
    public GraphValue Step(
        string operation,
        ReadOnlySpan<GraphValue> inputs,
        params ReadOnlySpan<OnnxAttribute> attributes
    ) => Builder.Node(operation, inputs, attributes, $"{node.Name}/{operation}");

    /// <summary>Adds the node that computes an output; it is named after this one, so that tensors can be found under their names.</summary>
    public GraphValue Emit(
        string operation,
        ReadOnlySpan<GraphValue> inputs,
        params ReadOnlySpan<OnnxAttribute> attributes
    ) => Builder.Node(operation, inputs, attributes, node.Name);

    /// <summary>Adds a node with several outputs on the way to this node's.</summary>
    public ImmutableArray<GraphValue> Steps(
        string operation,
        int outputs,
        ReadOnlySpan<GraphValue> inputs,
        params ReadOnlySpan<OnnxAttribute> attributes
    ) => Builder.Node(operation, inputs, attributes, outputs, $"{node.Name}/{operation}");

    /// <summary>Sets an output.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">Its shape in TensorFlow's order.</param>
    /// <param name="elementType">Type of its elements.</param>
    /// <param name="layout">The order in which <paramref name="value"/> is held.</param>
    /// <param name="output">Which output.</param>
    public void Yield(
        GraphValue value,
        TensorShape shape,
        OnnxElementType elementType = OnnxElementType.Float32,
        TensorLayout layout = TensorLayout.Nhwc,
        int output = 0
    )
    {
        if (shape.Dimensions.Skip(1).Contains(TensorShape.Batch))
        {
            throw NeedsFixedBatch();
        }

        Yield(new ComputedTensor(value, shape, elementType, layout), output);
    }

    /// <summary>Sets an output to an existing tensor.</summary>
    public void Yield(GraphTensor tensor, int output = 0) => graph.Set(new TensorReference(node.Name, output), tensor);

    /// <summary>Refuses to treat an axis as if it had one known length when it is the open batch.</summary>
    public void RequireFixed(TensorShape shape, int axis)
    {
        if (axis == 0 && shape.HasOpenBatch)
        {
            throw NeedsFixedBatch();
        }
    }

    public OnnxImportException NeedsFixedBatch() =>
        Failure(
            "mixes the pictures of a batch, so the batch must be of a fixed size: set BatchSize, mostly to 1, or name outputs before this node"
        );

    public OnnxImportException Failure(string reason) => graph.Failure(node, reason);
}
