namespace VisionSdk.Onnx;

/// <summary>A rectifier with a learnt slope below 0, mostly one per channel.</summary>
internal sealed class PreluOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var aligned = ElementWise.Align(node, input, node.Input(1));
        if (aligned.Shape != input.Shape)
        {
            throw node.Failure($"has slopes {node.Input(1).Shape} for {input.Shape}");
        }

        node.Yield(node.Emit("PRelu", aligned.Values), aligned.Shape, input.ElementType, aligned.Layout);
    }
}
