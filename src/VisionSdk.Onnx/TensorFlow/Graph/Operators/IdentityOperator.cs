namespace VisionSdk.Onnx;

/// <summary>A tensor under another name: nothing to compute.</summary>
internal sealed class IdentityOperator : IGraphOperator
{
    public void Convert(NodeConversion node) => node.Yield(node.Input(0));
}
