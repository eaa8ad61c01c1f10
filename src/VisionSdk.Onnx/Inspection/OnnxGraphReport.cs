using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>What an ONNX file says about itself. Immutable.</summary>
public sealed class OnnxGraphReport
{
    internal OnnxGraphReport() { }

    /// <summary>The inputs that a caller feeds: declared inputs without an initial value.</summary>
    public required ImmutableArray<OnnxValueInfo> Inputs { get; init; }

    /// <summary>The outputs, in declared order; at least one.</summary>
    public required ImmutableArray<OnnxValueInfo> Outputs { get; init; }

    /// <summary>Version of the operator set of the default domain, or 0 when the model imports none.</summary>
    public required long Opset { get; init; }

    /// <summary>Version of the ONNX IR format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>The tool that wrote the model, such as <c>pytorch</c>; may be empty.</summary>
    public required string ProducerName { get; init; }

    /// <summary>Version of the tool; may be empty.</summary>
    public required string ProducerVersion { get; init; }

    /// <summary>Name of the graph; may be empty.</summary>
    public required string GraphName { get; init; }

    /// <summary>Free-form text that travels with the model, such as Ultralytics' <c>names</c>, <c>stride</c>, <c>imgsz</c> and <c>task</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Metadata { get; init; }

    /// <summary>How often each operator occurs, subgraphs and functions included; operators of other domains as <c>domain::name</c>.</summary>
    public required ImmutableSortedDictionary<string, int> Operators { get; init; }

    /// <summary>Operator domains beside ONNX's own, which a runtime may not have.</summary>
    public required ImmutableArray<string> ForeignDomains { get; init; }

    /// <summary>Number of weights and other constant elements.</summary>
    public required long WeightCount { get; init; }

    /// <summary>What the weights take in memory as they are stored, in bytes; external ones included.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Names of other files that hold weights, as the model writes them; empty when it is whole.</summary>
    public required ImmutableArray<string> ExternalFiles { get; init; }

    /// <summary>
    /// Per output the operators that compute its values, looking through those that only move values (Reshape, Transpose, Concat, …):
    /// <c>Sigmoid</c> or <c>Softmax</c> means that the graph makes probabilities itself.
    /// </summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> ComputedBy { get; init; }

    /// <summary>Per input the operators that compute with it first, looking through those that only move values: <c>Sub</c> or <c>Div</c> means that the graph normalises itself.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> FirstUses { get; init; }
}
