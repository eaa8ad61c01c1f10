using System.Collections.Immutable;
using System.Text.Json;

namespace VisionSdk.Onnx;

/// <summary>A TensorFlow graph as it stands in a <c>model.json</c>: its nodes by name and its signature.</summary>
internal sealed class TensorFlowGraph
{
    private readonly Dictionary<string, GraphNode> _nodes;

    private TensorFlowGraph(Dictionary<string, GraphNode> nodes, GraphSignature signature)
    {
        _nodes = nodes;
        Signature = signature;
    }

    public GraphSignature Signature { get; }

    /// <summary>Reads the topology of a graph model.</summary>
    /// <exception cref="OnnxImportException">The document is no TensorFlow.js graph model.</exception>
    public static TensorFlowGraph Read(JsonElement root, string file)
    {
        if (
            !root.TryGetProperty("modelTopology", out var topology)
            || !topology.TryGetProperty("node", out var declared)
            || declared.ValueKind != JsonValueKind.Array
        )
        {
            throw new OnnxImportException(
                $"'{file}' is no TensorFlow.js graph model: it has no modelTopology.node. Layers models are not supported.",
                file
            );
        }

        var nodes = new Dictionary<string, GraphNode>(declared.GetArrayLength(), StringComparer.Ordinal);
        foreach (var element in declared.EnumerateArray())
        {
            var node = ReadNode(element);
            if (!nodes.TryAdd(node.Name, node))
            {
                throw new OnnxImportException($"'{file}' names two nodes '{node.Name}'.", file);
            }
        }

        return new TensorFlowGraph(nodes, GraphSignature.Read(root));
    }

    public GraphNode? Find(string name) => _nodes.GetValueOrDefault(name);

    /// <summary>The tensors that no other node reads: what a graph without a signature yields.</summary>
    public ImmutableArray<SignatureOutput> Leaves()
    {
        var read = _nodes.Values.SelectMany(n => n.Inputs).Select(i => i.Node).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _nodes
                .Values.Where(n => !read.Contains(n.Name) && n.Operator is not ("Const" or "NoOp" or "Placeholder"))
                .Select(n => new SignatureOutput(n.Name, new TensorReference(n.Name, 0))),
        ];
    }

    private static GraphNode ReadNode(JsonElement node)
    {
        var inputs = ImmutableArray.CreateBuilder<TensorReference>();
        if (node.TryGetProperty("input", out var declared))
        {
            foreach (var input in declared.EnumerateArray())
            {
                var text = input.GetString()!;
                if (!text.StartsWith('^'))
                {
                    inputs.Add(TensorReference.Parse(text));
                }
            }
        }

        return new GraphNode(
            node.GetProperty("name").GetString()!,
            node.GetProperty("op").GetString()!,
            inputs.ToImmutable(),
            new NodeAttributes(node.TryGetProperty("attr", out var attributes) ? attributes.Clone() : default)
        );
    }
}
