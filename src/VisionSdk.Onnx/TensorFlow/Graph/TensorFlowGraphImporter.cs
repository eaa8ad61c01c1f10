using System.Collections.Immutable;
using System.Text.Json;

namespace VisionSdk.Onnx;

/// <summary>Turns a TensorFlow.js graph model (<c>model.json</c> and its binary files) into an ONNX model.</summary>
/// <remarks>
/// TensorFlow computes on <c>[N, H, W, C]</c>. The result keeps feature maps in ONNX's <c>[N, C, H, W]</c> throughout and transposes only where an
/// operator or an output needs TensorFlow's order. Shapes are worked out while importing, so every size but the batch must be known.
/// Picture inputs are float32 even where the graph declares integers, which it converts itself.
/// </remarks>
public static class TensorFlowGraphImporter
{
    /// <summary>Imports a graph model.</summary>
    /// <param name="path">The <c>model.json</c>; the files that its weights manifest names lie beside it.</param>
    /// <param name="options">What the result shall look like; the defaults when <see langword="null"/>.</param>
    /// <exception cref="OnnxImportException">A file is missing or damaged, an output is not in the graph, or an operator is not supported; the message names operator, node and file.</exception>
    public static OnnxModel Import(string path, TensorFlowGraphOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TensorFlowGraphOptions();
        if (options.BatchSize is <= 0)
        {
            throw new ArgumentException($"A batch of {options.BatchSize} pictures is impossible.", nameof(options));
        }

        var graph = ReadGraph(path);
        var outputs = Outputs(graph, options, path);
        var weights = TensorFlowWeights.Load(path);
        var conversion = new GraphConversion(path, graph, weights, options, outputs);
        foreach (var node in GraphOrder.From(graph, outputs.Select(o => o.Tensor), path))
        {
            conversion.Convert(node);
        }

        return conversion.Finish();
    }

    private static TensorFlowGraph ReadGraph(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            return TensorFlowGraph.Read(document.RootElement, path);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or FormatException
                        or OverflowException
                        or InvalidOperationException
                        or KeyNotFoundException
            )
        {
            throw new OnnxImportException($"The graph model '{path}' could not be read: {e.Message}", path, e);
        }
    }

    private static ImmutableArray<GraphOutput> Outputs(
        TensorFlowGraph graph,
        TensorFlowGraphOptions options,
        string path
    )
    {
        var outputs = ImmutableArray.CreateBuilder<GraphOutput>();
        if (!options.Outputs.IsDefaultOrEmpty)
        {
            outputs.AddRange(options.Outputs.Select(GraphOutput.From));
        }
        else
        {
            var declared = graph.Signature.Outputs;
            outputs.AddRange((declared.IsEmpty ? graph.Leaves() : declared).Select(GraphOutput.From));
        }

        return outputs.Count > 0
            ? outputs.ToImmutable()
            : throw new OnnxImportException($"'{path}' has no output. Name some in the options.", path);
    }
}
