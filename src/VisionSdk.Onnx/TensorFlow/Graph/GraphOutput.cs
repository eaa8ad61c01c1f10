namespace VisionSdk.Onnx;

/// <summary>An output of the result.</summary>
/// <param name="Name">Name in the ONNX model.</param>
/// <param name="Tensor">The tensor that it returns.</param>
/// <param name="Layout">Order of a feature map's dimensions.</param>
internal readonly record struct GraphOutput(string Name, TensorReference Tensor, TensorLayout Layout)
{
    public static GraphOutput From(TensorFlowOutput output)
    {
        var tensor = TensorReference.Parse(output.Tensor);
        return new GraphOutput(output.Name ?? tensor.ToString(), tensor, output.Layout);
    }

    /// <summary>Signatures often repeat a tensor's name as an output's, with its ":0".</summary>
    public static GraphOutput From(SignatureOutput output) =>
        new(TensorReference.Parse(output.Name).ToString(), output.Tensor, TensorLayout.Nhwc);
}
