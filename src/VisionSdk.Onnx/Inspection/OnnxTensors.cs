using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Every place of a model where nodes or constant tensors can lie: the graph, its subgraphs, functions, attributes, sparse tensors.</summary>
/// <remarks>The depth of nesting is limited by the parser, which refuses messages deeper than 100.</remarks>
internal static class OnnxTensors
{
    public static IEnumerable<TensorProto> Of(ModelProto model) =>
        OwnTensors(model.Graph)
            .Concat(NodesOf(model).SelectMany(static node => node.Attribute).SelectMany(InAttribute));

    public static IEnumerable<NodeProto> NodesOf(ModelProto model) =>
        NodesOf(model.Graph)
            .Concat(model.Functions.SelectMany(static function => function.Node).SelectMany(WithSubgraphs));

    private static IEnumerable<NodeProto> NodesOf(GraphProto graph) => graph.Node.SelectMany(WithSubgraphs);

    private static IEnumerable<NodeProto> WithSubgraphs(NodeProto node) =>
        node.Attribute.SelectMany(GraphsIn).SelectMany(NodesOf).Prepend(node);

    private static IEnumerable<GraphProto> GraphsIn(AttributeProto attribute) =>
        attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G);

    // The nodes of subgraphs are visited as nodes; only the constants of the subgraph itself belong to the attribute.
    private static IEnumerable<TensorProto> InAttribute(AttributeProto attribute)
    {
        if (attribute.T is not null)
        {
            yield return attribute.T;
        }

        var sparse = attribute.SparseTensor is null
            ? attribute.SparseTensors
            : attribute.SparseTensors.Prepend(attribute.SparseTensor);
        foreach (var tensor in attribute.Tensors.Concat(sparse.SelectMany(Parts)))
        {
            yield return tensor;
        }

        foreach (var tensor in GraphsIn(attribute).SelectMany(OwnTensors))
        {
            yield return tensor;
        }
    }

    private static IEnumerable<TensorProto> OwnTensors(GraphProto graph) =>
        graph.Initializer.Concat(graph.SparseInitializer.SelectMany(Parts));

    private static IEnumerable<TensorProto> Parts(SparseTensorProto sparse)
    {
        if (sparse.Values is not null)
        {
            yield return sparse.Values;
        }

        if (sparse.Indices is not null)
        {
            yield return sparse.Indices;
        }
    }
}
