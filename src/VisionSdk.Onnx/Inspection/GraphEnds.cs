using System.Collections.Frozen;
using System.Collections.Immutable;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>What a graph does with its inputs first and with its outputs last.</summary>
internal static class GraphEnds
{
    // These move values, or change their type, but compute nothing.
    private static readonly FrozenSet<string> Movers = new[]
    {
        "Cast",
        "Concat",
        "Expand",
        "Flatten",
        "Gather",
        "GatherND",
        "Identity",
        "Pad",
        "Reshape",
        "Slice",
        "Split",
        "Squeeze",
        "Tile",
        "Transpose",
        "Unsqueeze",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static ImmutableDictionary<string, ImmutableArray<string>> ComputedBy(GraphProto graph)
    {
        var producers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            foreach (var output in node.Output)
            {
                producers.TryAdd(output, node);
            }
        }

        return Describe(
            graph.Output,
            name => producers.TryGetValue(name, out var node) ? [node] : [],
            static node => DataInputs(node)
        );
    }

    public static ImmutableDictionary<string, ImmutableArray<string>> FirstUses(GraphProto graph)
    {
        var consumers = graph
            .Node.SelectMany(static node => DataInputs(node).Select(input => (Input: input, Node: node)))
            .ToLookup(static use => use.Input, static use => use.Node, StringComparer.Ordinal);
        var constants = graph.Initializer.Select(static tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return Describe(
            graph.Input.Where(input => !constants.Contains(input.Name)),
            name => consumers[name],
            static node => node.Output
        );
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Describe(
        IEnumerable<ValueInfoProto> ends,
        Func<string, IEnumerable<NodeProto>> neighbours,
        Func<NodeProto, IEnumerable<string>> onward
    )
    {
        var found = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var end in ends)
        {
            found[end.Name] = Walk(end.Name, neighbours, onward);
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<string> Walk(
        string start,
        Func<string, IEnumerable<NodeProto>> neighbours,
        Func<NodeProto, IEnumerable<string>> onward
    )
    {
        var operators = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var node in neighbours(name))
            {
                var operatorName = OnnxInspection.OperatorName(node);
                if (!Movers.Contains(operatorName))
                {
                    operators.Add(operatorName);
                    continue;
                }

                foreach (var next in onward(node).Where(seen.Add))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return [.. operators];
    }

    // The later inputs of most movers are shapes and axes; Concat alone moves them all.
    private static IEnumerable<string> DataInputs(NodeProto node) =>
        Movers.Contains(node.OpType) && node.OpType != "Concat" ? node.Input.Take(1) : node.Input;
}
