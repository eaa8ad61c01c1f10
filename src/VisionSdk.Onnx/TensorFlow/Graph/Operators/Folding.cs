namespace VisionSdk.Onnx;

/// <summary>Evaluation of operators on constants.</summary>
internal static class Folding
{
    /// <summary>Largest result that is folded: what shapes, grids and channel factors need. Larger ones would replace compact weights by float32.</summary>
    private const int MaxElements = 1 << 16;

    /// <summary>Applies a function to each element.</summary>
    public static ConstantTensor? Map(NodeConversion node, Func<double, double> function)
    {
        var input = node.Constant(0, "input");
        return input.Shape.Count <= MaxElements
            ? ConstantTensor.From(
                input.Shape,
                input.ElementType,
                Array.ConvertAll(input.Values(), v => function(v)),
                node.Name
            )
            : null;
    }

    /// <summary>Applies a function to each pair of elements, with broadcasting.</summary>
    public static ConstantTensor? Combine(NodeConversion node, Func<double, double, double> function)
    {
        var (left, right) = (node.Constant(0, "left operand"), node.Constant(1, "right operand"));
        if (TensorShape.Broadcast(left.Shape, right.Shape) is not { } shape || shape.Count > MaxElements)
        {
            return null;
        }

        var (a, b) = (left.Values(), right.Values());
        var (aSteps, bSteps) = (Steps(left.Shape, shape), Steps(right.Shape, shape));
        var values = new double[shape.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = function(a[Offset(i, shape, aSteps)], b[Offset(i, shape, bSteps)]);
        }

        return ConstantTensor.From(shape, left.ElementType, values, node.Name);
    }

    /// <summary>For each axis of a broadcast result how far its next index lies in the operand; 0 where the operand is repeated.</summary>
    private static int[] Steps(TensorShape operand, TensorShape result)
    {
        var steps = new int[result.Rank];
        var step = 1;
        for (var place = 1; place <= operand.Rank; place++)
        {
            var size = operand[operand.Rank - place];
            steps[^place] = size == 1 ? 0 : step;
            step *= size;
        }

        return steps;
    }

    private static int Offset(int index, TensorShape shape, int[] steps)
    {
        var offset = 0;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            offset += index % shape[axis] * steps[axis];
            index /= shape[axis];
        }

        return offset;
    }
}
