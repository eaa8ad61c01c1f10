using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>Operands of an element-wise operator, brought to one order of dimensions in which they broadcast as TensorFlow would.</summary>
/// <param name="Values">The operands.</param>
/// <param name="Shape">Shape of the result in TensorFlow's order.</param>
/// <param name="Layout">The order in which the operands, and so the result, are held.</param>
internal readonly record struct ElementWise(GraphValue[] Values, TensorShape Shape, TensorLayout Layout)
{
    /// <summary>Aligns operands.</summary>
    /// <exception cref="OnnxImportException">Their shapes do not broadcast.</exception>
    public static ElementWise Align(NodeConversion node, params ImmutableArray<GraphTensor> operands)
    {
        var shape = operands[0].Shape;
        foreach (var operand in operands.AsSpan()[1..])
        {
            shape =
                TensorShape.Broadcast(shape, operand.Shape)
                ?? throw node.Failure(
                    $"combines the shapes {string.Join(" and ", operands.Select(o => o.Shape))}, which do not broadcast"
                );
        }

        var layout =
            operands.Any(o => o.Layout == TensorLayout.Nchw) && operands.All(CanBeHeldChannelsFirst)
                ? TensorLayout.Nchw
                : TensorLayout.Nhwc;
        return new ElementWise([.. operands.Select(o => Value(node, o, layout))], shape, layout);
    }

    /// <summary>A computed vector over the channels would have to be reshaped first; constants are arranged while importing.</summary>
    private static bool CanBeHeldChannelsFirst(GraphTensor operand) =>
        operand is ConstantTensor || operand.Shape.Rank == 0 || ChannelsFirst.Applies(operand.Shape.Rank);

    private static GraphValue Value(NodeConversion node, GraphTensor operand, TensorLayout layout) =>
        operand.In(node.Builder, operand.Shape.Rank == 0 ? TensorLayout.Nhwc : layout);
}
