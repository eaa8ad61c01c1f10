using System.Collections.Immutable;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Builds ONNX graphs: any operator through <see cref="Node(string, ReadOnlySpan{GraphValue}, ReadOnlySpan{OnnxAttribute}, string?)"/>, the common ones through typed methods.</summary>
/// <remarks>
/// Writes opset 17 in IR version 8 unless told otherwise: what ONNX Runtime 1.14 and later run. Nodes are written in the order of the calls, which is
/// a valid execution order since a value must exist before it is used. Names are made unique by a number at their end. Not thread-safe.
/// </remarks>
public sealed partial class GraphBuilder
{
    /// <summary>The operator set that new graphs use.</summary>
    public const int DefaultOpset = 17;

    private const int IrVersion = 8;
    private const string Producer = "VisionSdk.Onnx";

    private readonly ModelProto _model;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _suffixes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _promised = new(StringComparer.Ordinal);

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">Name of the graph.</param>
    /// <param name="opset">Version of ONNX's default operator set.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="opset"/> is older than 13, whose typed operators this class writes.</exception>
    public GraphBuilder(string name, int opset = DefaultOpset)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(opset, 13);
        _model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = Producer,
            Graph = new GraphProto { Name = name },
        };
        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        Opset = opset;
    }

    private GraphBuilder(OnnxModel model)
    {
        _model = model.ToProto();
        Opset = (int)model.Opset;
        var graph = _model.Graph;
        _names.UnionWith(graph.Input.Select(i => i.Name));
        _names.UnionWith(graph.Initializer.Select(i => i.Name));
        _names.UnionWith(graph.Node.SelectMany(n => n.Output.Append(n.Name)));
    }

    /// <summary>Version of ONNX's default operator set.</summary>
    public int Opset { get; }

    /// <summary>Continues an existing model: its nodes stay, new ones and new outputs are added. The given model is not changed.</summary>
    /// <param name="model">The model to start from.</param>
    public static GraphBuilder Edit(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new GraphBuilder(model);
    }

    /// <summary>A value that the graph already has, by name.</summary>
    /// <param name="name">Name of an input, a constant or a node's output.</param>
    /// <exception cref="ArgumentException">The graph has no such value.</exception>
    public GraphValue Value(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var graph = _model.Graph;
        if (
            graph.Input.Concat(graph.ValueInfo).Concat(graph.Output).FirstOrDefault(i => i.Name == name) is { } declared
        )
        {
            var info = OnnxValueInfo.FromProto(declared);
            return new GraphValue(name, info.ElementType, info.Shape);
        }

        if (graph.Initializer.FirstOrDefault(i => i.Name == name) is { } constant)
        {
            return new GraphValue(name, (OnnxElementType)constant.DataType, Shape([.. constant.Dims]));
        }

        return graph.Node.Any(n => n.Output.Contains(name))
            ? new GraphValue(name)
            : throw new ArgumentException($"Graph '{graph.Name}' has no value '{name}'.", nameof(name));
    }

    /// <summary>Declares an input.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="elementType">Type of its elements.</param>
    /// <param name="shape">Its dimensions, such as <c>["N", 3, 112, 112]</c> for any batch.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public GraphValue Input(string name, OnnxElementType elementType, params ReadOnlySpan<OnnxDimension> shape)
    {
        Reserve(name);
        var info = new OnnxValueInfo(name, elementType, [.. shape]);
        _model.Graph.Input.Add(info.ToProto());
        return new GraphValue(name, elementType, info.Shape);
    }

    /// <summary>Adds a constant as an initialiser.</summary>
    /// <param name="tensor">The tensor; a name that is empty or taken is replaced by a unique one.</param>
    public GraphValue Constant(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var named = tensor.WithName(Unique(tensor.Name.Length == 0 ? "constant" : tensor.Name));
        _model.Graph.Initializer.Add(TensorCodec.Encode(named));
        return new GraphValue(named.Name, named.ElementType, Shape(named.Dimensions.AsSpan()));
    }

    /// <summary>Adds a float32 scalar.</summary>
    /// <param name="value">The number.</param>
    public GraphValue Scalar(float value) => Constant(OnnxTensor.Float32([value], []));

    /// <summary>Adds a vector of int64, such as a shape or axes.</summary>
    /// <param name="values">The numbers.</param>
    public GraphValue Int64s(params ReadOnlySpan<long> values) => Constant(OnnxTensor.Int64(values, [values.Length]));

    /// <summary>Adds a node of any operator with one output.</summary>
    /// <param name="opType">The operator, such as <c>Conv</c>.</param>
    /// <param name="inputs">Its inputs in order; <see cref="GraphValue.Omitted"/> leaves an optional one out.</param>
    /// <param name="attributes">Its parameters.</param>
    /// <param name="name">Wish for a name; the operator's when <see langword="null"/>.</param>
    /// <returns>The output, whose type and shape are unknown: say them with <see cref="GraphValue.As"/> where later steps need them.</returns>
    public GraphValue Node(
        string opType,
        ReadOnlySpan<GraphValue> inputs,
        ReadOnlySpan<OnnxAttribute> attributes = default,
        string? name = null
    ) => Node(opType, inputs, attributes, 1, name)[0];

    /// <summary>Adds a node of any operator with several outputs.</summary>
    /// <param name="opType">The operator, such as <c>Split</c>.</param>
    /// <param name="inputs">Its inputs in order; <see cref="GraphValue.Omitted"/> leaves an optional one out.</param>
    /// <param name="attributes">Its parameters.</param>
    /// <param name="outputCount">How many outputs it has, 1 or more.</param>
    /// <param name="name">Wish for a name; the operator's when <see langword="null"/>.</param>
    /// <param name="domain">Domain of the operator; empty for ONNX's own.</param>
    /// <returns>The outputs, whose types and shapes are unknown.</returns>
    public ImmutableArray<GraphValue> Node(
        string opType,
        ReadOnlySpan<GraphValue> inputs,
        ReadOnlySpan<OnnxAttribute> attributes,
        int outputCount,
        string? name = null,
        string domain = ""
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(opType);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputCount);
        var node = new NodeProto { OpType = opType, Domain = domain };
        foreach (var input in inputs)
        {
            if (input.Name.Length > 0 && !_names.Contains(input.Name))
            {
                throw new ArgumentException($"'{input.Name}' is not a value of this graph.", nameof(inputs));
            }

            node.Input.Add(input.Name);
        }

        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute.ToProto());
        }

        // A node and its first output share a name: they live in different name spaces, and messages about either then read alike.
        node.Name = Unique(name ?? opType);
        node.Output.Add(node.Name);
        for (var i = 1; i < outputCount; i++)
        {
            node.Output.Add(Unique($"{node.Name}:{i}"));
        }

        _model.Graph.Node.Add(node);
        return [.. node.Output.Select(o => new GraphValue(o))];
    }

    /// <summary>Declares an output.</summary>
    /// <param name="value">The value to return.</param>
    /// <param name="name">Name of the output; an <c>Identity</c> node renames the value when it differs.</param>
    /// <param name="shape">Its dimensions; those of the value when empty.</param>
    /// <returns>The value under its output name.</returns>
    /// <exception cref="ArgumentException">The name is taken by another value, or is an output already.</exception>
    public GraphValue Output(GraphValue value, string name, params ReadOnlySpan<OnnxDimension> shape)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var isConstantOrInput =
            _model.Graph.Initializer.Any(i => i.Name == value.Name)
            || _model.Graph.Input.Any(i => i.Name == value.Name);
        if (value.Name != name || isConstantOrInput)
        {
            if (!_promised.Remove(name))
            {
                Reserve(name);
            }

            var identity = new NodeProto { OpType = "Identity", Name = name };
            identity.Input.Add(value.Name);
            identity.Output.Add(name);
            _model.Graph.Node.Add(identity);
        }
        else if (_model.Graph.Output.Any(o => o.Name == name))
        {
            throw new ArgumentException($"Graph '{_model.Graph.Name}' has the output '{name}' already.", nameof(name));
        }

        // Nearly every network of this library returns float32; a value of unknown type is declared as that and checked by the runtime.
        var type = value.ElementType == OnnxElementType.Undefined ? OnnxElementType.Float32 : value.ElementType;
        var info = new OnnxValueInfo(name, type, shape.IsEmpty ? value.Shape : [.. shape]);
        _model.Graph.Output.Add(info.ToProto());
        return new GraphValue(name, type, info.Shape);
    }

    /// <summary>Keeps a name free for an output that is declared later: what else asks for it gets a number.</summary>
    /// <param name="name">Name of the output.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    internal void PromiseOutput(string name)
    {
        Reserve(name);
        _promised.Add(name);
    }

    /// <summary>The model built so far; the builder may go on.</summary>
    /// <exception cref="InvalidOperationException">The graph has no output.</exception>
    public OnnxModel Build() =>
        _model.Graph.Output.Count > 0
            ? new OnnxModel(_model.Clone())
            : throw new InvalidOperationException($"Graph '{_model.Graph.Name}' has no output. Declare one.");

    internal static ImmutableArray<OnnxDimension> Shape(ReadOnlySpan<long> lengths)
    {
        var shape = ImmutableArray.CreateBuilder<OnnxDimension>(lengths.Length);
        foreach (var length in lengths)
        {
            shape.Add(length);
        }

        return shape.MoveToImmutable();
    }

    private void Reserve(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_names.Add(name))
        {
            throw new ArgumentException($"Graph '{_model.Graph.Name}' has a value '{name}' already.", nameof(name));
        }
    }

    private string Unique(string wish)
    {
        if (_names.Add(wish))
        {
            return wish;
        }

        var suffix = _suffixes.GetValueOrDefault(wish, 0);
        string name;
        do
        {
            name = $"{wish}_{++suffix}";
        } while (!_names.Add(name));

        _suffixes[wish] = suffix;
        return name;
    }
}
