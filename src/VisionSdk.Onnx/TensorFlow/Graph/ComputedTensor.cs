using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>A tensor that the result computes, held in one order of dimensions and on demand in the other as well.</summary>
internal sealed class ComputedTensor : GraphTensor
{
    private readonly GraphValue _value;
    private GraphValue? _transposed;

    public ComputedTensor(GraphValue value, TensorShape shape, OnnxElementType elementType, TensorLayout layout)
        : base(shape, elementType)
    {
        Layout = layout;
        _value = value.As(elementType, Held(shape, layout));
    }

    public override TensorLayout Layout { get; }

    /// <summary>Lengths as ONNX declares them for a tensor that is held in an order.</summary>
    public static ImmutableArray<OnnxDimension> Held(TensorShape shape, TensorLayout layout)
    {
        var held = layout == TensorLayout.Nchw ? shape.Permute(ChannelsFirst.Permutation(shape.Rank)) : shape;
        return [.. held.Dimensions.Select(d => d == TensorShape.Batch ? (OnnxDimension)"N" : d)];
    }

    public override GraphValue In(GraphBuilder builder, TensorLayout layout)
    {
        if (layout == Layout)
        {
            return _value;
        }

        var permutation =
            layout == TensorLayout.Nchw ? ChannelsFirst.Permutation(Shape.Rank) : ChannelsFirst.Inverse(Shape.Rank);
        return _transposed ??= builder.Transpose(_value, permutation.AsSpan());
    }
}
