namespace VisionSdk.Onnx;

/// <summary>Facts about element types.</summary>
public static class OnnxElementTypes
{
    /// <summary>How many bytes one element takes in raw data.</summary>
    /// <param name="type">An element type of fixed width.</param>
    /// <returns>1, 2, 4 or 8.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> has no fixed width.</exception>
    public static int ByteSize(this OnnxElementType type) =>
        type switch
        {
            OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Bool => 1,
            OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 2,
            OnnxElementType.Float32 or OnnxElementType.Int32 or OnnxElementType.UInt32 => 4,
            OnnxElementType.Float64 or OnnxElementType.Int64 or OnnxElementType.UInt64 => 8,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The element type has no fixed width."),
        };
}
