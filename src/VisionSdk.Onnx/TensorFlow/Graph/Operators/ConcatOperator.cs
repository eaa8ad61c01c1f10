using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>Tensors joined along an axis, which is the last input.</summary>
internal sealed class ConcatOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var (inputs, axis, shape) = Read(node);
        var layout = inputs.Any(i => i.Layout == TensorLayout.Nchw) ? TensorLayout.Nchw : TensorLayout.Nhwc;
        var held = layout == TensorLayout.Nchw ? ChannelsFirst.Axis(axis, shape.Rank) : axis;
        var value = node.Emit(
            "Concat",
            [.. inputs.Select(i => i.In(node.Builder, layout))],
            OnnxAttribute.Int("axis", held)
        );
        node.Yield(value, shape, inputs[0].ElementType, layout);
    }

    public ConstantTensor? Fold(NodeConversion node)
    {
        var (inputs, _, shape) = Read(node);
        return shape.Rank == 1
            ? ConstantTensor.From(
                shape,
                inputs[0].ElementType,
                [.. inputs.SelectMany(i => ((ConstantTensor)i).Values())],
                node.Name
            )
            : null;
    }

    private static (ImmutableArray<GraphTensor> Inputs, int Axis, TensorShape Shape) Read(NodeConversion node)
    {
        var inputs = node.Inputs().RemoveAt(node.InputCount - 1);
        var first = inputs[0].Shape;
        var axis = node.Integers(node.InputCount - 1, "axis") is [var declared] ? first.Axis(declared) : -1;
        if (axis < 0 || axis >= first.Rank)
        {
            throw node.Failure($"joins along an axis that {first} does not have");
        }

        foreach (var input in inputs)
        {
            node.RequireFixed(input.Shape, axis);
            if (input.Shape.Rank != first.Rank || input.Shape.With(axis, first[axis]) != first)
            {
                throw node.Failure($"joins {first} and {input.Shape} along axis {axis}");
            }
        }

        return (inputs, axis, first.With(axis, inputs.Sum(i => i.Shape[axis])));
    }
}
