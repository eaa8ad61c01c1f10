using System.Runtime.InteropServices;
using Google.Protobuf;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Between <see cref="OnnxTensor"/> and the protobuf message, whose data may lie in <c>raw_data</c> or in a field per type.</summary>
internal static class TensorCodec
{
    public static TensorProto Encode(OnnxTensor tensor)
    {
        var proto = new TensorProto
        {
            Name = tensor.Name,
            DataType = (int)tensor.ElementType,
            RawData = UnsafeByteOperations.UnsafeWrap(tensor.Data),
        };
        proto.Dims.AddRange(tensor.Dimensions);
        return proto;
    }

    public static OnnxTensor Decode(TensorProto proto)
    {
        if (proto.DataLocation == TensorProto.Types.DataLocation.External)
        {
            throw new ModelLoadException(
                $"Tensor '{proto.Name}' keeps its data in another file. Save the model with its weights inside."
            );
        }

        var type = (OnnxElementType)proto.DataType;
        try
        {
            return new OnnxTensor(type, [.. proto.Dims], Data(proto, type), proto.Name);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new ModelLoadException($"Tensor '{proto.Name}' is damaged: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<byte> Data(TensorProto proto, OnnxElementType type)
    {
        if (proto.HasRawData)
        {
            return proto.RawData.Memory;
        }

        return type switch
        {
            OnnxElementType.Float32 => Bytes<float>([.. proto.FloatData]),
            OnnxElementType.Float64 => Bytes<double>([.. proto.DoubleData]),
            OnnxElementType.Int64 => Bytes<long>([.. proto.Int64Data]),
            OnnxElementType.Int32 => Bytes<int>([.. proto.Int32Data]),
            OnnxElementType.UInt64 => Bytes<ulong>([.. proto.Uint64Data]),
            OnnxElementType.UInt32 => Narrow(proto.Uint64Data, static v => (uint)v),

            // The specification widens all narrow types to int32_data; float16 and bfloat16 are bit patterns there.
            OnnxElementType.UInt8 or OnnxElementType.Bool => Narrow(proto.Int32Data, static v => (byte)v),
            OnnxElementType.Int8 => Narrow(proto.Int32Data, static v => (sbyte)v),
            OnnxElementType.Int16 => Narrow(proto.Int32Data, static v => (short)v),
            OnnxElementType.UInt16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => Narrow(
                proto.Int32Data,
                static v => (ushort)v
            ),
            _ => ReadOnlyMemory<byte>.Empty,
        };
    }

    private static byte[] Narrow<TFrom, TTo>(IEnumerable<TFrom> values, Func<TFrom, TTo> narrow)
        where TTo : unmanaged => Bytes<TTo>([.. values.Select(narrow)]);

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
}
