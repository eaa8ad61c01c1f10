using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>Other dimensions for the same elements, which must stand in TensorFlow's order for that.</summary>
internal sealed class ReshapeOperator : IFoldableOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var shape = Target(node, input.Shape);

        // 0 keeps the length of the input there, which is the batch.
        long[] dimensions = [.. shape.Dimensions.Select(d => d == TensorShape.Batch ? 0L : d)];
        var value = node.Emit("Reshape", [node.Ordered(0), node.Builder.Int64s(dimensions)]);
        node.Yield(value, shape, input.ElementType);
    }

    public ConstantTensor? Fold(NodeConversion node)
    {
        var input = node.Constant(0, "input");
        return input.Reshape(Target(node, input.Shape));
    }

    private static TensorShape Target(NodeConversion node, TensorShape input)
    {
        var wanted = node.Integers(1, "shape");
        if (!input.HasOpenBatch)
        {
            return Fill(wanted, input.Count) ?? throw Impossible(node, input, wanted);
        }

        // Graphs declare a batch of 1 or leave it to be worked out; any batch does where the elements of one picture stay together.
        var item = wanted is [1 or -1, ..] ? Fill(wanted.RemoveAt(0), input.Count) : null;
        return item?.Insert(0, TensorShape.Batch) ?? throw node.NeedsFixedBatch();
    }

    /// <summary>Works out the one open length; <see langword="null"/> where the number of elements does not fit.</summary>
    private static TensorShape? Fill(ImmutableArray<int> wanted, int count)
    {
        var open = wanted.IndexOf(-1);
        var known = wanted.Where((_, axis) => axis != open).Aggregate(1, (product, size) => checked(product * size));
        if (open >= 0 && known > 0 && count % known == 0)
        {
            return new TensorShape(wanted.SetItem(open, count / known));
        }

        return open < 0 && known == count ? new TensorShape(wanted) : null;
    }

    private static OnnxImportException Impossible(NodeConversion node, TensorShape input, ImmutableArray<int> wanted) =>
        node.Failure($"reshapes {input} to [{string.Join(", ", wanted)}]");
}
