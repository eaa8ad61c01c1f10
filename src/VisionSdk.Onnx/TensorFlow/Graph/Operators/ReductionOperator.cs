using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>Mean, sum, product or extreme along axes.</summary>
/// <param name="operation">The ONNX operator.</param>
internal sealed class ReductionOperator(string operation) : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var axes = Axes(node, input.Shape);
        var keep = node.Attributes.Boolean("keep_dims");
        var shape = Reduced(input.Shape, axes, keep);

        // With the axes kept the order of dimensions survives; without, only if what is left stands in TensorFlow's order.
        var layout =
            input.Layout == TensorLayout.Nchw && (keep || ChannelsFirst.IsOrderedWithout(input.Shape.Rank, axes))
                ? TensorLayout.Nchw
                : TensorLayout.Nhwc;
        var held = layout == TensorLayout.Nchw ? Held(axes, input.Shape.Rank) : axes;
        var data = input.In(node.Builder, layout);
        if (IsGlobalAverage(input.Shape, axes, layout))
        {
            // The same mean under the name for which runtimes have a faster kernel.
            var value = keep
                ? node.Emit("GlobalAveragePool", [data])
                : node.Emit("Squeeze", [node.Step("GlobalAveragePool", [data]), node.Builder.Int64s(2, 3)]);
            node.Yield(value, shape, input.ElementType, keep ? layout : TensorLayout.Nhwc);
            return;
        }

        node.Yield(Emit(node, data, held, keep), shape, input.ElementType, keep ? layout : TensorLayout.Nhwc);
    }

    private bool IsGlobalAverage(TensorShape shape, ImmutableArray<int> axes, TensorLayout layout) =>
        operation == "ReduceMean" && layout == TensorLayout.Nchw && shape.Rank == 4 && axes is [1, 2];

    private GraphValue Emit(NodeConversion node, GraphValue data, ImmutableArray<int> axes, bool keep)
    {
        var keepDimensions = OnnxAttribute.Int("keepdims", keep ? 1 : 0);
        long[] wide = [.. axes];

        // Opset 13 made the axes of ReduceSum an input; the other reductions followed in opset 18.
        return operation == "ReduceSum"
            ? node.Emit(operation, [data, node.Builder.Int64s(wide)], keepDimensions)
            : node.Emit(operation, [data], OnnxAttribute.Ints("axes", wide), keepDimensions);
    }

    private static ImmutableArray<int> Axes(NodeConversion node, TensorShape shape)
    {
        ImmutableArray<int> axes = [.. node.Integers(1, "axes").Select(shape.Axis).Distinct().Order()];
        foreach (var axis in axes)
        {
            if (axis < 0 || axis >= shape.Rank)
            {
                throw node.Failure($"reduces axis {axis} of {shape}");
            }

            node.RequireFixed(shape, axis);
        }

        return axes;
    }

    private static TensorShape Reduced(TensorShape shape, ImmutableArray<int> axes, bool keep) =>
        axes.Reverse().Aggregate(shape, (reduced, axis) => keep ? reduced.With(axis, 1) : reduced.RemoveAt(axis));

    private static ImmutableArray<int> Held(ImmutableArray<int> axes, int rank) =>
        [.. axes.Select(axis => ChannelsFirst.Axis(axis, rank)).Order()];
}
