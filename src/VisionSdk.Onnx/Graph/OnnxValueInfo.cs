using System.Collections.Immutable;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Declaration of a graph's input or output.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="ElementType">Type of its elements; <see cref="OnnxElementType.Undefined"/> for values that are not tensors.</param>
/// <param name="Shape">Its dimensions, or <see langword="null"/> when even their number is not declared.</param>
public sealed record OnnxValueInfo(string Name, OnnxElementType ElementType, ImmutableArray<OnnxDimension>? Shape)
{
    /// <summary>Name, type and shape, as in <c>input: Float32 [N, 3, 112, 112]</c>.</summary>
    public override string ToString() =>
        $"{Name}: {ElementType} {(Shape is { } shape ? $"[{string.Join(", ", shape)}]" : "[...]")}";

    internal static OnnxValueInfo FromProto(ValueInfoProto proto)
    {
        if (proto.Type?.TensorType is not { } tensor)
        {
            return new OnnxValueInfo(proto.Name, OnnxElementType.Undefined, null);
        }

        ImmutableArray<OnnxDimension>? shape = tensor.Shape is { } declared
            ? [.. declared.Dim.Select(Dimension)]
            : null;
        return new OnnxValueInfo(proto.Name, (OnnxElementType)tensor.ElemType, shape);
    }

    internal ValueInfoProto ToProto()
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)ElementType };
        if (Shape is { } shape)
        {
            tensor.Shape = new TensorShapeProto();
            tensor.Shape.Dim.AddRange(shape.Select(Dimension));
        }

        return new ValueInfoProto
        {
            Name = Name,
            Type = new TypeProto { TensorType = tensor },
        };
    }

    private static OnnxDimension Dimension(TensorShapeProto.Types.Dimension proto) =>
        proto.ValueCase switch
        {
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue when proto.DimValue >= 0 => proto.DimValue,
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when proto.DimParam.Length > 0 => proto.DimParam,
            _ => OnnxDimension.Unknown,
        };

    private static TensorShapeProto.Types.Dimension Dimension(OnnxDimension dimension)
    {
        var proto = new TensorShapeProto.Types.Dimension();
        if (dimension.Length is { } length)
        {
            proto.DimValue = length;
        }
        else if (dimension.Symbol is { } symbol)
        {
            proto.DimParam = symbol;
        }

        return proto;
    }
}
