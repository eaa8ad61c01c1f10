namespace VisionSdk.Onnx;

/// <summary>TensorFlow's element types.</summary>
internal static class DataTypes
{
    /// <summary>The element type that the result computes with, or <see cref="OnnxElementType.Undefined"/> for one that has no counterpart.</summary>
    public static OnnxElementType Parse(string? type) =>
        type switch
        {
            "DT_FLOAT" => OnnxElementType.Float32,
            "DT_BOOL" => OnnxElementType.Bool,

            // TensorFlow.js has one integer type, and its weights are of that; wider declarations are remnants of the original graph.
            "DT_INT32" or "DT_INT64" or "DT_UINT8" or "DT_INT8" or "DT_INT16" => OnnxElementType.Int32,
            _ => OnnxElementType.Undefined,
        };
}
