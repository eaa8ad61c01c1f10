namespace VisionSdk.Onnx;

/// <summary>Products of matrices <c>[N, K] · [K, M]</c>, plain or with a bias and an activation fused in.</summary>
internal sealed class MatrixProductOperator : IGraphOperator
{
    public void Convert(NodeConversion node)
    {
        var (left, right) = (node.Input(0).Shape, node.Input(1).Shape);
        if (left.Rank != 2 || right.Rank != 2)
        {
            throw node.Failure($"multiplies {left} by {right}; only matrices are supported");
        }

        var transposeLeft = node.Attributes.Boolean("transpose_a");
        var transposeRight = node.Attributes.Boolean("transpose_b");
        var inner = transposeLeft ? left[0] : left[1];
        if (inner != (transposeRight ? right[1] : right[0]))
        {
            throw node.Failure($"multiplies {left} by {right}");
        }

        var fused = FusedOperations.Read(node, firstInput: 2);
        var value = fused.Emit(
            node,
            TensorLayout.Nhwc,
            "Gemm",
            [node.Ordered(0), node.Ordered(1)],
            OnnxAttribute.Int("transA", transposeLeft ? 1 : 0),
            OnnxAttribute.Int("transB", transposeRight ? 1 : 0)
        );
        node.Yield(value, TensorShape.Of(transposeLeft ? left[1] : left[0], transposeRight ? right[0] : right[1]));
    }
}
