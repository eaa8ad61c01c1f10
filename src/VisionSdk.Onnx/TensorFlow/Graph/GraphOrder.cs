using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>The order in which nodes are converted: every node after the nodes that it reads.</summary>
internal static class GraphOrder
{
    /// <summary>Walks back from the outputs, depth first, so that nodes without influence on them do not appear at all.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The wanted tensors.</param>
    /// <param name="file">The file, for messages.</param>
    /// <returns>The nodes, inputs first.</returns>
    /// <exception cref="OnnxImportException">A node reads one that is absent, or the graph has a cycle (a loop).</exception>
    public static ImmutableArray<GraphNode> From(
        TensorFlowGraph graph,
        IEnumerable<TensorReference> outputs,
        string file
    )
    {
        var order = ImmutableArray.CreateBuilder<GraphNode>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        var stack = new Stack<(GraphNode Node, int NextInput)>();

        foreach (var output in outputs)
        {
            Push(output.Node, reader: null);
            while (stack.TryPop(out var top))
            {
                if (top.NextInput < top.Node.Inputs.Length)
                {
                    stack.Push((top.Node, top.NextInput + 1));
                    Push(top.Node.Inputs[top.NextInput].Node, top.Node);
                }
                else
                {
                    open.Remove(top.Node.Name);
                    done.Add(top.Node.Name);
                    order.Add(top.Node);
                }
            }
        }

        return order.ToImmutable();

        void Push(string name, GraphNode? reader)
        {
            if (done.Contains(name))
            {
                return;
            }

            var node =
                graph.Find(name)
                ?? throw new OnnxImportException(
                    reader is null
                        ? $"'{file}' has no node '{name}' to be an output."
                        : $"Node '{reader.Name}' ({reader.Operator}) in '{file}' reads '{name}', which is not in the graph.",
                    file
                );
            if (!open.Add(name))
            {
                throw new OnnxImportException(
                    $"Node '{name}' ({node.Operator}) in '{file}' is part of a loop. Control flow is not supported; name outputs before it.",
                    file
                );
            }

            stack.Push((node, 0));
        }
    }
}
