using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>A tensor whose values are known while importing: a weight in its stored form, or the result of folding.</summary>
internal sealed class ConstantTensor : GraphTensor
{
    private readonly CompactWeight? _weight;
    private readonly OnnxTensor? _plain;
    private readonly Dictionary<TensorLayout, GraphValue> _emitted = [];

    private ConstantTensor(TensorShape shape, OnnxElementType elementType, CompactWeight? weight, OnnxTensor? plain)
        : base(shape, elementType)
    {
        _weight = weight;
        _plain = plain;
    }

    public override TensorLayout Layout => TensorLayout.Nhwc;

    /// <summary>A weight of the model.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="compact">Whether it keeps its stored form.</param>
    public static ConstantTensor From(TensorFlowWeight weight, bool compact)
    {
        var dimensions = weight.Stored.Dimensions.AsSpan();
        var shape = new TensorShape([.. weight.Stored.Dimensions.Select(d => checked((int)d))]);
        return weight.ElementType switch
        {
            OnnxElementType.Float32 => new ConstantTensor(
                shape,
                OnnxElementType.Float32,
                compact
                    ? weight.ToCompact()
                    : CompactWeight.FromFloat(OnnxTensor.Float32(weight.ReadFloat32(), dimensions, weight.Name)),
                null
            ),
            OnnxElementType.Int32 => new ConstantTensor(
                shape,
                OnnxElementType.Int32,
                null,
                OnnxTensor.Int32(weight.ReadInt32(), dimensions, weight.Name)
            ),
            _ => new ConstantTensor(shape, weight.ElementType, null, weight.Stored),
        };
    }

    /// <summary>A folded value.</summary>
    /// <param name="shape">Shape.</param>
    /// <param name="elementType">Float32, int32 or truth values.</param>
    /// <param name="values">Row-major values, rounded to the element type here.</param>
    /// <param name="name">Name for the initialiser that may come of it.</param>
    public static ConstantTensor From(TensorShape shape, OnnxElementType elementType, double[] values, string name)
    {
        var dimensions = Lengths(shape);
        return elementType switch
        {
            OnnxElementType.Float32 => new ConstantTensor(
                shape,
                elementType,
                CompactWeight.FromFloat(OnnxTensor.Float32(Array.ConvertAll(values, v => (float)v), dimensions, name)),
                null
            ),
            OnnxElementType.Bool => new ConstantTensor(
                shape,
                elementType,
                null,
                OnnxTensor.Bool(Array.ConvertAll(values, v => v != 0), dimensions, name)
            ),
            _ => new ConstantTensor(
                shape,
                OnnxElementType.Int32,
                null,
                OnnxTensor.Int32(Array.ConvertAll(values, v => (int)v), dimensions, name)
            ),
        };
    }

    /// <summary>The weight itself, for operators that store it in an order of their own; <see langword="null"/> when the elements are not float32.</summary>
    public CompactWeight? Weight => _weight;

    /// <summary>The values, exact in double precision.</summary>
    public double[] Values() =>
        _weight is not null
            ? Array.ConvertAll(_weight.ToFloat32(), v => (double)v)
            : Array.ConvertAll(_plain!.ToInt64(), v => (double)v);

    /// <summary>The values of integers such as a shape or axes.</summary>
    public ImmutableArray<int> Integers() => [.. Values().Select(v => checked((int)v))];

    /// <summary>The same elements in another shape.</summary>
    public ConstantTensor Reshape(TensorShape shape) =>
        new(shape, ElementType, _weight?.Reshape(Lengths(shape)), _plain?.Reshape(Lengths(shape)));

    /// <summary>
    /// The constant as an initialiser. For <see cref="TensorLayout.Nchw"/> it is arranged to broadcast against a feature map: a vector over the channels
    /// becomes <c>[C, 1, 1]</c>, since TensorFlow aligns shapes at the end, where it has the channels.
    /// </summary>
    public override GraphValue In(GraphBuilder builder, TensorLayout layout)
    {
        if (layout == TensorLayout.Nchw && Shape.Rank == 0)
        {
            layout = TensorLayout.Nhwc;
        }

        if (!_emitted.TryGetValue(layout, out var value))
        {
            value = Emit(builder, layout == TensorLayout.Nchw ? ForFeatureMap() : this);
            _emitted.Add(layout, value);
        }

        return value;
    }

    private ConstantTensor ForFeatureMap()
    {
        var dimensions = Shape.Dimensions;
        while (dimensions.Length < 3)
        {
            dimensions = dimensions.Insert(0, 1);
        }

        var permutation = ChannelsFirst.Permutation(dimensions.Length);
        var full = Reshape(new TensorShape(dimensions));
        return new ConstantTensor(
            full.Shape.Permute(permutation),
            ElementType,
            full._weight?.Transpose(permutation.AsSpan()),
            full._plain?.Transpose(permutation.AsSpan())
        );
    }

    private static GraphValue Emit(GraphBuilder builder, ConstantTensor constant) =>
        constant._weight is { } weight ? builder.Weight(weight) : builder.Constant(constant._plain!);

    private static long[] Lengths(TensorShape shape) => [.. shape.Dimensions.Select(d => (long)d)];
}
