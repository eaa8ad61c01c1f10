using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk.Onnx;

/// <summary>A constant tensor: name, element type, dimensions and row-major little-endian data. Immutable.</summary>
public sealed class OnnxTensor
{
    /// <summary>Creates a tensor over raw data, which is not copied and must not change afterwards.</summary>
    /// <param name="elementType">An element type of fixed width.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="data">Row-major little-endian elements.</param>
    /// <param name="name">Name, or empty to let the graph builder choose one.</param>
    /// <exception cref="ArgumentException">The data does not hold as many elements as the dimensions say.</exception>
    public OnnxTensor(
        OnnxElementType elementType,
        ReadOnlySpan<long> dimensions,
        ReadOnlyMemory<byte> data,
        string name = ""
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var count = ElementCount(dimensions);
        if (data.Length != count * elementType.ByteSize())
        {
            throw new ArgumentException(
                $"Tensor '{name}' [{string.Join(", ", dimensions.ToArray())}] of {elementType} takes {count * elementType.ByteSize()} bytes, got {data.Length}.",
                nameof(data)
            );
        }

        Name = name;
        ElementType = elementType;
        Dimensions = [.. dimensions];
        Data = data;
    }

    /// <summary>Name within the graph; empty until it is given one.</summary>
    public string Name { get; }

    /// <summary>Type of each element.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>Lengths, outermost first; empty for a scalar.</summary>
    public ImmutableArray<long> Dimensions { get; }

    /// <summary>Row-major little-endian elements.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>How many elements there are.</summary>
    public int Count => Data.Length / ElementType.ByteSize();

    /// <summary>A float32 tensor.</summary>
    /// <param name="values">Row-major values; copied.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="name">Name, or empty.</param>
    public static OnnxTensor Float32(ReadOnlySpan<float> values, ReadOnlySpan<long> dimensions, string name = "") =>
        Copy(OnnxElementType.Float32, values, dimensions, name);

    /// <summary>A float16 tensor.</summary>
    /// <param name="values">Row-major values; copied.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="name">Name, or empty.</param>
    public static OnnxTensor Float16(ReadOnlySpan<Half> values, ReadOnlySpan<long> dimensions, string name = "") =>
        Copy(OnnxElementType.Float16, values, dimensions, name);

    /// <summary>A uint8 tensor.</summary>
    /// <param name="values">Row-major values; copied.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="name">Name, or empty.</param>
    public static OnnxTensor UInt8(ReadOnlySpan<byte> values, ReadOnlySpan<long> dimensions, string name = "") =>
        Copy(OnnxElementType.UInt8, values, dimensions, name);

    /// <summary>An int32 tensor.</summary>
    /// <param name="values">Row-major values; copied.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="name">Name, or empty.</param>
    public static OnnxTensor Int32(ReadOnlySpan<int> values, ReadOnlySpan<long> dimensions, string name = "") =>
        Copy(OnnxElementType.Int32, values, dimensions, name);

    /// <summary>An int64 tensor.</summary>
    /// <param name="values">Row-major values; copied.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="name">Name, or empty.</param>
    public static OnnxTensor Int64(ReadOnlySpan<long> values, ReadOnlySpan<long> dimensions, string name = "") =>
        Copy(OnnxElementType.Int64, values, dimensions, name);

    /// <summary>A tensor of truth values.</summary>
    /// <param name="values">Row-major values; copied.</param>
    /// <param name="dimensions">Lengths, outermost first; empty for a scalar.</param>
    /// <param name="name">Name, or empty.</param>
    public static OnnxTensor Bool(ReadOnlySpan<bool> values, ReadOnlySpan<long> dimensions, string name = "") =>
        Copy(OnnxElementType.Bool, values, dimensions, name);

    /// <summary>The same data under another name.</summary>
    /// <param name="name">The new name.</param>
    public OnnxTensor WithName(string name) => new(ElementType, Dimensions.AsSpan(), Data, name);

    /// <summary>The same elements with other dimensions.</summary>
    /// <param name="dimensions">Lengths whose product is the number of elements.</param>
    /// <exception cref="ArgumentException">The product differs.</exception>
    public OnnxTensor Reshape(params ReadOnlySpan<long> dimensions) => new(ElementType, dimensions, Data, Name);

    /// <summary>The elements in another order of dimensions: dimension i of the result is dimension <paramref name="permutation"/>[i] of this tensor.</summary>
    /// <param name="permutation">Each dimension's index once.</param>
    /// <exception cref="ArgumentException"><paramref name="permutation"/> is not a permutation of this tensor's dimensions.</exception>
    public OnnxTensor Transpose(params ReadOnlySpan<int> permutation) => TensorTransposition.Apply(this, permutation);

    /// <summary>The elements as float32, whatever numeric type they are stored as.</summary>
    /// <exception cref="NotSupportedException">The element type is not numeric.</exception>
    public float[] ToFloat32() =>
        ElementType switch
        {
            OnnxElementType.Float32 => As<float>().ToArray(),
            OnnxElementType.Float16 => TensorConversion.To<Half, float>(As<Half>()),
            OnnxElementType.Float64 => TensorConversion.To<double, float>(As<double>()),
            OnnxElementType.UInt8 => TensorConversion.To<byte, float>(As<byte>()),
            OnnxElementType.Int8 => TensorConversion.To<sbyte, float>(As<sbyte>()),
            OnnxElementType.Int32 => TensorConversion.To<int, float>(As<int>()),
            OnnxElementType.Int64 => TensorConversion.To<long, float>(As<long>()),
            _ => throw new NotSupportedException($"Tensor '{Name}' of {ElementType} has no float32 form."),
        };

    /// <summary>The elements as int64, whatever integer type they are stored as.</summary>
    /// <exception cref="NotSupportedException">The element type is not an integer type or a truth value.</exception>
    public long[] ToInt64() =>
        ElementType switch
        {
            OnnxElementType.Int64 => As<long>().ToArray(),
            OnnxElementType.Int32 => TensorConversion.To<int, long>(As<int>()),
            OnnxElementType.UInt8 or OnnxElementType.Bool => TensorConversion.To<byte, long>(As<byte>()),
            OnnxElementType.Int8 => TensorConversion.To<sbyte, long>(As<sbyte>()),
            _ => throw new NotSupportedException($"Tensor '{Name}' of {ElementType} has no int64 form."),
        };

    internal static long ElementCount(ReadOnlySpan<long> dimensions)
    {
        var count = 1L;
        foreach (var length in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(dimensions));
            count = checked(count * length);
        }

        return count;
    }

    private static OnnxTensor Copy<T>(
        OnnxElementType type,
        ReadOnlySpan<T> values,
        ReadOnlySpan<long> dimensions,
        string name
    )
        where T : unmanaged => new(type, dimensions, MemoryMarshal.AsBytes(values).ToArray(), name);

    private ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Data.Span);
}
