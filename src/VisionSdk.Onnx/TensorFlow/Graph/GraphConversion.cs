using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>One import under way: the tensors converted so far, and the ONNX graph that grows with them.</summary>
internal sealed class GraphConversion
{
    private readonly string _file;
    private readonly TensorFlowGraph _graph;
    private readonly TensorFlowWeights _weights;
    private readonly TensorFlowGraphOptions _options;
    private readonly ImmutableArray<GraphOutput> _outputs;
    private readonly Dictionary<TensorReference, GraphTensor> _tensors = [];

    public GraphConversion(
        string file,
        TensorFlowGraph graph,
        TensorFlowWeights weights,
        TensorFlowGraphOptions options,
        ImmutableArray<GraphOutput> outputs
    )
    {
        _file = file;
        _graph = graph;
        _weights = weights;
        _options = options;
        _outputs = outputs;
        Builder = new GraphBuilder(options.GraphName ?? Path.GetFileNameWithoutExtension(file));
        foreach (var output in outputs)
        {
            // Tensors keep their names where they can, but what is returned under a name may be transposed.
            Builder.PromiseOutput(output.Name);
        }
    }

    public GraphBuilder Builder { get; }

    /// <summary>Converts a node whose inputs are converted.</summary>
    /// <exception cref="OnnxImportException">The node is of an unknown operator, uses an unsupported part of it, or is damaged.</exception>
    public void Convert(GraphNode node)
    {
        try
        {
            switch (node.Operator)
            {
                case "Placeholder":
                    Set(new TensorReference(node.Name, 0), DeclareInput(node));
                    break;
                case "Const":
                    Set(new TensorReference(node.Name, 0), ReadWeight(node));
                    break;
                default:
                    ConvertOperator(node);
                    break;
            }
        }
        catch (Exception e)
            when (e
                    is InvalidOperationException
                        or FormatException
                        or OverflowException
                        or IndexOutOfRangeException
                        or ArgumentException
            )
        {
            // Attributes of the wrong kind and impossible sizes surface as such where they are used; the file is to blame, not the caller.
            throw Failure(node, $"cannot be converted: {e.Message}", e);
        }
    }

    /// <summary>Declares the outputs.</summary>
    public OnnxModel Finish()
    {
        foreach (var output in _outputs)
        {
            var node = _graph.Find(output.Tensor.Node)!;
            var tensor = Find(output.Tensor) ?? throw Failure(node, $"has no output {output.Tensor.Index}");
            var layout = tensor.Shape.Rank == 4 ? output.Layout : TensorLayout.Nhwc;
            if (tensor is ConstantTensor && layout == TensorLayout.Nchw)
            {
                throw Failure(node, "is constant, so it has no order of dimensions to choose");
            }

            Builder.Output(tensor.In(Builder, layout), output.Name);
        }

        return Builder.Build();
    }

    public GraphTensor? Find(TensorReference reference) => _tensors.GetValueOrDefault(reference);

    public void Set(TensorReference reference, GraphTensor tensor) => _tensors[reference] = tensor;

    public OnnxImportException Failure(GraphNode node, string reason, Exception? cause = null) =>
        new($"Node '{node.Name}' ({node.Operator}) in '{_file}' {reason}.", _file, cause);

    private ConstantTensor ReadWeight(GraphNode node) =>
        ConstantTensor.From(
            _weights.Find(node.Name) ?? throw Failure(node, "has no weight in the manifest"),
            _options.CompactWeights
        );

    private void ConvertOperator(GraphNode node)
    {
        var known =
            GraphOperators.Find(node.Operator)
            ?? throw Failure(node, "is of an operator that the importer does not know");
        var conversion = new NodeConversion(this, node);
        if (known is IFoldableOperator foldable && conversion.AllConstant() && foldable.Fold(conversion) is { } folded)
        {
            Set(new TensorReference(node.Name, 0), folded);
        }
        else
        {
            known.Convert(conversion);
        }
    }

    private ComputedTensor DeclareInput(GraphNode node)
    {
        var declared = node.Attributes.Shape("shape");
        if (declared is null || declared.Value.Skip(1).Any(size => size < 0))
        {
            declared = _graph.Signature.Inputs.GetValueOrDefault(node.Name, declared ?? []);
        }

        var shape = new TensorShape(declared.Value);
        var isPicture = shape.Rank == 4;
        if (shape.Rank > 0 && (isPicture || shape.HasOpenBatch))
        {
            shape = shape.With(0, _options.BatchSize ?? TensorShape.Batch);
        }

        if (shape.Dimensions.Skip(1).Any(size => size <= 0))
        {
            throw Failure(node, $"declares the shape {shape}; every size but the batch must be known");
        }

        var type = isPicture ? OnnxElementType.Float32 : DataTypes.Parse(node.Attributes.DataType("dtype"));
        var layout = isPicture ? _options.InputLayout : TensorLayout.Nhwc;
        var name = _options.InputName ?? node.Name;
        var value = Builder.Input(name, type, ComputedTensor.Held(shape, layout).AsSpan());
        return new ComputedTensor(value, shape, type, layout);
    }
}
