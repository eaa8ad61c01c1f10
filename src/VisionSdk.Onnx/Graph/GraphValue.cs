using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>A tensor inside a graph under construction: an input, a constant or the output of a node.</summary>
public sealed class GraphValue
{
    internal GraphValue(
        string name,
        OnnxElementType elementType = OnnxElementType.Undefined,
        ImmutableArray<OnnxDimension>? shape = null
    )
    {
        Name = name;
        ElementType = elementType;
        Shape = shape;
    }

    /// <summary>An optional input that is left out.</summary>
    public static GraphValue Omitted { get; } = new("");

    /// <summary>Name within the graph.</summary>
    public string Name { get; }

    /// <summary>Type of the elements, or <see cref="OnnxElementType.Undefined"/> when it is not known while building.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>The dimensions, or <see langword="null"/> when even their number is not known while building.</summary>
    public ImmutableArray<OnnxDimension>? Shape { get; }

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => new OnnxValueInfo(Name, ElementType, Shape).ToString();

    /// <summary>The same value with what the caller knows about it.</summary>
    /// <param name="elementType">Type of the elements.</param>
    /// <param name="shape">The dimensions, or <see langword="null"/>.</param>
    public GraphValue As(OnnxElementType elementType, ImmutableArray<OnnxDimension>? shape) =>
        new(Name, elementType, shape);
}
