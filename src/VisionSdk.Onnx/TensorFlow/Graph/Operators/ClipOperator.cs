namespace VisionSdk.Onnx;

/// <summary>Limits of each element.</summary>
/// <param name="minimum">Lower limit.</param>
/// <param name="maximum">Upper limit.</param>
internal sealed class ClipOperator(float minimum, float maximum) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var value = node.Emit(
            "Clip",
            [input.In(node.Builder, input.Layout), node.Builder.Scalar(minimum), node.Builder.Scalar(maximum)]
        );
        node.Yield(value, input.Shape, input.ElementType, input.Layout);
    }
}
