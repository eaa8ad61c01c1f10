namespace VisionSdk.Onnx;

/// <summary>Knows how nodes of some TensorFlow operators are written in ONNX. Stateless.</summary>
internal interface IGraphOperator
{
    /// <summary>Adds what a node computes to the result and yields its outputs.</summary>
    /// <exception cref="OnnxImportException">The node uses a part of the operator that is not supported.</exception>
    void Convert(NodeConversion node);
}
