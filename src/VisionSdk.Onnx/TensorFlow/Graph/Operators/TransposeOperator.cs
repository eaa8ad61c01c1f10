namespace VisionSdk.Onnx;

/// <summary>Another order of dimensions.</summary>
internal sealed class TransposeOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var permutation = node.Integers(1, "permutation");
        if (!permutation.Order().SequenceEqual(Enumerable.Range(0, input.Shape.Rank)))
        {
            throw node.Failure($"reorders {input.Shape} by [{string.Join(", ", permutation)}]");
        }

        var value = node.Emit(
            "Transpose",
            [node.Ordered(0)],
            OnnxAttribute.Ints("perm", [.. permutation.Select(axis => (long)axis)])
        );
        node.Yield(value, input.Shape.Permute(permutation), input.ElementType);
    }
}
