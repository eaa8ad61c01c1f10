using System.Collections.Immutable;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>One operator of a graph, read-only.</summary>
public sealed class OnnxNode
{
    private readonly NodeProto _proto;

    internal OnnxNode(NodeProto proto) => _proto = proto;

    /// <summary>Name of the node; often empty in files of others.</summary>
    public string Name => _proto.Name;

    /// <summary>The operator, such as <c>Conv</c>.</summary>
    public string OpType => _proto.OpType;

    /// <summary>Domain of the operator; empty for ONNX's own.</summary>
    public string Domain => _proto.Domain;

    /// <summary>Names of the inputs; an empty name is an omitted optional input.</summary>
    public ImmutableArray<string> Inputs => [.. _proto.Input];

    /// <summary>Names of the outputs; an empty name is an omitted optional output.</summary>
    public ImmutableArray<string> Outputs => [.. _proto.Output];

    /// <summary>The parameters.</summary>
    public ImmutableArray<OnnxAttribute> Attributes => [.. _proto.Attribute.Select(a => new OnnxAttribute(a))];

    /// <summary>A parameter by name.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <returns>The parameter, or <see langword="null"/> when the node leaves it at its default.</returns>
    public OnnxAttribute? FindAttribute(string name) =>
        _proto.Attribute.FirstOrDefault(a => a.Name == name) is { } found ? new OnnxAttribute(found) : null;
}
