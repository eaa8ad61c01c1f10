using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>A node of a TensorFlow graph.</summary>
/// <param name="Name">Name, unique in the graph.</param>
/// <param name="Operator">Operator, such as <c>_FusedConv2D</c>.</param>
/// <param name="Inputs">Data inputs; control inputs, which only order execution, are left out.</param>
/// <param name="Attributes">Attributes.</param>
internal sealed record GraphNode(
    string Name,
    string Operator,
    ImmutableArray<TensorReference> Inputs,
    NodeAttributes Attributes
);
