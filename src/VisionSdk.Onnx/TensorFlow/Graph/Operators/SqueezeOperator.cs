using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>Removal of axes of length 1.</summary>
internal sealed class SqueezeOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var axes = Axes(node, input.Shape);
        var (data, held, layout) = Held(node, input, axes);
        var value = node.Emit("Squeeze", [data, node.Builder.Int64s([.. held])]);
        node.Yield(value, Squeezed(input.Shape, axes), input.ElementType, layout);
    }

    public ConstantTensor? Fold(NodeConversion node)
    {
        var input = node.Constant(0, "input");
        return input.Reshape(Squeezed(input.Shape, Axes(node, input.Shape)));
    }

    /// <summary>The input without a transposition where possible, the axes as they are held there, and the order in which the result is then held.</summary>
    private static (GraphValue Data, ImmutableArray<long> Axes, TensorLayout Layout) Held(
        NodeConversion node,
        GraphTensor input,
        ImmutableArray<int> axes
    )
    {
        var rank = input.Shape.Rank;
        if (input.Layout == TensorLayout.Nchw)
        {
            var data = input.In(node.Builder, TensorLayout.Nchw);
            if (rank == 4 && axes is [0])
            {
                return (data, [0], TensorLayout.Nchw);
            }

            if (ChannelsFirst.IsOrderedWithout(rank, axes))
            {
                return (data, [.. axes.Select(a => (long)ChannelsFirst.Axis(a, rank)).Order()], TensorLayout.Nhwc);
            }
        }

        return (input.In(node.Builder, TensorLayout.Nhwc), [.. axes.Select(a => (long)a)], TensorLayout.Nhwc);
    }

    private static ImmutableArray<int> Axes(NodeConversion node, TensorShape shape)
    {
        var declared = node.Attributes.Integers("squeeze_dims");
        ImmutableArray<int> axes = declared.IsEmpty
            ? [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1)]
            : [.. declared.Select(shape.Axis).Distinct().Order()];
        foreach (var axis in axes)
        {
            node.RequireFixed(shape, axis);
            if (shape[axis] != 1)
            {
                throw node.Failure($"removes axis {axis} of {shape}, which is not 1 long");
            }
        }

        return axes;
    }

    private static TensorShape Squeezed(TensorShape shape, ImmutableArray<int> axes) =>
        axes.Reverse().Aggregate(shape, (squeezed, axis) => squeezed.RemoveAt(axis));
}
