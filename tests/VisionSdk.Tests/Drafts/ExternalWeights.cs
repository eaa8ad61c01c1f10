using System.Text;

namespace VisionSdk.Tests;

/// <summary>Appends a tensor whose data lie in another file to the bytes of an ONNX model: protobuf merges what comes twice.</summary>
internal static class ExternalWeights
{
    public static byte[] Add(byte[] model, string location)
    {
        // ONNX field numbers: ModelProto.graph 7, GraphProto.initializer 5, TensorProto.dims 1, data_type 2, name 8, external_data 13, data_location 14.
        byte[] entry = [.. Field(1, "location"u8), .. Field(2, Encoding.UTF8.GetBytes(location))];
        byte[] tensor = [0x08, 1, 0x10, 1, .. Field(8, "elsewhere"u8), .. Field(13, entry), 0x70, 1];
        return [.. model, .. Field(7, Field(5, tensor))];
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) =>
        [(byte)((number << 3) | 2), (byte)content.Length, .. content];
}
