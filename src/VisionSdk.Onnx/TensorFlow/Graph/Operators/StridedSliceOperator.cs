namespace VisionSdk.Onnx;

/// <summary>A slice <c>begin:end:stride</c> per axis, where bits of masks leave ends open and remove or add axes (NumPy's basic indexing).</summary>
internal sealed class StridedSliceOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var ranges = Ranges(node, input.Shape);
        GraphValue[] operands =
        [
            node.Ordered(0),
            node.Builder.Int64s([.. ranges.Select(r => (long)r.Start)]),
            node.Builder.Int64s([.. ranges.Select(r => (long)r.Stop)]),
            node.Builder.Int64s([.. ranges.Select(r => (long)r.Axis)]),
            node.Builder.Int64s([.. ranges.Select(r => (long)r.Step)]),
        ];
        var shape = ranges.Aggregate(input.Shape, (sliced, r) => r.IsWhole ? sliced : sliced.With(r.Axis, r.Length));
        int[] removed = [.. ranges.Where(r => r.IsRemoved).Select(r => r.Axis)];
        if (removed.Length == 0)
        {
            node.Yield(node.Emit("Slice", operands), shape, input.ElementType);
            return;
        }

        var axes = node.Builder.Int64s([.. removed.Select(axis => (long)axis)]);
        node.Yield(
            node.Emit("Squeeze", [node.Step("Slice", operands), axes]),
            removed.Reverse().Aggregate(shape, (squeezed, axis) => squeezed.RemoveAt(axis)),
            input.ElementType
        );
    }

    /// <summary>Folds what graphs do with shapes: picking from a vector.</summary>
    public ConstantTensor? Fold(NodeConversion node)
    {
        var input = node.Constant(0, "input");
        if (input.Shape.Rank != 1 || Ranges(node, input.Shape) is not [var range])
        {
            return null;
        }

        var values = input.Values();
        double[] picked = [.. Enumerable.Range(0, range.Length).Select(i => values[range.Start + (i * range.Step)])];
        return ConstantTensor.From(
            range.IsRemoved ? TensorShape.Scalar : TensorShape.Of(range.Length),
            input.ElementType,
            picked,
            node.Name
        );
    }

    private static SliceRange[] Ranges(NodeConversion node, TensorShape shape)
    {
        if (node.Attributes.Integer("ellipsis_mask") != 0 || node.Attributes.Integer("new_axis_mask") != 0)
        {
            throw node.Failure("slices with an ellipsis or a new axis, which is not supported");
        }

        var begin = node.Integers(1, "begin");
        var end = node.Integers(2, "end");
        var steps = node.Integers(3, "strides");
        if (begin.Length > shape.Rank || begin.Length != end.Length || begin.Length != steps.Length)
        {
            throw node.Failure($"slices {shape} by {begin.Length} ranges");
        }

        var ranges = new SliceRange[begin.Length];
        for (var axis = 0; axis < ranges.Length; axis++)
        {
            ranges[axis] = SliceRange.Of(
                axis,
                shape[axis],
                Has("begin_mask", axis) ? null : begin[axis],
                Has("end_mask", axis) ? null : end[axis],
                steps[axis],
                Has("shrink_axis_mask", axis)
            );
            if (!ranges[axis].IsWhole)
            {
                node.RequireFixed(shape, axis);
            }
        }

        return ranges;

        bool Has(string mask, int axis) => (node.Attributes.Integer(mask) & (1 << axis)) != 0;
    }
}
