using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

/// <summary>Reductions, searches and matrix products.</summary>
public sealed class ReductionOperatorTests : IDisposable
{
    private static readonly float[] Picture = [1, 2, 3, 4, 5, 6, 7, 9];

    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Theory]
    [InlineData("Mean", new[] { 4f, 5.25f })]
    [InlineData("Sum", new[] { 16f, 21 })]
    [InlineData("Max", new[] { 7f, 9 })]
    [InlineData("Min", new[] { 1f, 2 })]
    [InlineData("Prod", new[] { 105f, 432 })]
    public void Rows_and_columns_are_reduced_to_a_vector_per_picture(string operation, float[] expected)
    {
        _graph.Placeholder("x", [-1, 2, 2, 2]).Integers("axes", [2], 1, 2).Node(operation, "y", ["x", "axes"]);

        var y = _graph.Run("y", ("x", [1, 2, 2, 2], Picture));

        y.Dimensions.ShouldBe([1, 2]);
        y.ToFloat32().ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, new long[] { 1, 2, 1, 2 })]
    [InlineData(false, new long[] { 1, 2, 2 })]
    public void One_axis_is_reduced(bool keep, long[] shape)
    {
        _graph
            .Placeholder("x", [-1, 2, 2, 2])
            .Integers("axes", [1], -2)
            .Node("Mean", "y", ["x", "axes"], ("keep_dims", Flag(keep)));

        var y = _graph.Run("y", ("x", [1, 2, 2, 2], Picture));

        y.Dimensions.ShouldBe(shape);
        y.ToFloat32().ShouldBe([2f, 3, 6, 7.5f]);
    }

    [Fact]
    public void Channels_are_reduced()
    {
        _graph.Placeholder("x", [-1, 2, 2, 2]).Integers("axes", [], 3).Node("Sum", "y", ["x", "axes"]);

        var y = _graph.Run("y", ("x", [1, 2, 2, 2], Picture));

        y.Dimensions.ShouldBe([1, 2, 2]);
        y.ToFloat32().ShouldBe([3f, 7, 11, 16]);
    }

    [Fact]
    public void The_mean_of_a_feature_map_is_a_global_average()
    {
        _graph.Placeholder("x", [-1, 2, 2, 2]).Integers("axes", [2], 1, 2).Node("Mean", "y", ["x", "axes"]);

        var model = _graph.Import();

        model.Nodes.Select(n => n.OpType).ShouldBe(["GlobalAveragePool", "Squeeze", "Identity"]);
    }

    [Fact]
    public void A_reduction_over_the_batch_asks_for_a_fixed_batch()
    {
        _graph.Placeholder("x", [-1, 2, 2, 2]).Integers("axes", [1], 0).Node("Mean", "y", ["x", "axes"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("BatchSize");
    }

    [Theory]
    [InlineData("ArgMax", 3, new[] { 1f, 0, 1, 0 })]
    [InlineData("ArgMin", 3, new[] { 0f, 1, 0, 0 })]
    [InlineData("ArgMax", 1, new[] { 0f, 1, 0, 1 })]
    public void The_first_of_equal_extremes_is_found(string operation, int axis, float[] expected)
    {
        _graph
            .Placeholder("x", [-1, 2, 2, 2])
            .Integers("axis", [], axis)
            .Node(operation, "y", ["x", "axis"], ("output_type", GraphModelFile.Type("DT_INT32")));

        var y = _graph.Run("y", ("x", [1, 2, 2, 2], [1, 2, 9, 4, 1, 3, 6, 6]));

        y.ElementType.ShouldBe(OnnxElementType.Int32);
        y.ToFloat32().ShouldBe(expected);
    }

    [Fact]
    public void The_largest_elements_come_first_and_equal_ones_in_order()
    {
        _graph
            .Placeholder("x", [1, 5])
            .Integers("k", [], 3)
            .Node("TopKV2", "top", ["x", "k"], ("sorted", Flag(true)))
            .Signature(("values", "top:0"), ("places", "top:1"));

        var results = OnnxRun.Run(_graph.Import(), Feed(("x", [1, 5], [2, 7, 1, 7, 3])));

        results["values"].ToFloat32().ShouldBe([7f, 7, 3]);
        results["places"].ElementType.ShouldBe(OnnxElementType.Int32);
        results["places"].ToFloat32().ShouldBe([1f, 3, 4]);
    }

    [Theory]
    [InlineData(false, false, new[] { 19f, 22, 43, 50 })]
    [InlineData(true, false, new[] { 26f, 30, 38, 44 })]
    [InlineData(false, true, new[] { 17f, 23, 39, 53 })]
    public void Matrices_are_multiplied_transposed_or_not(bool left, bool right, float[] expected)
    {
        _graph
            .Placeholder("x", [2, 2])
            .Constant("w", [2, 2], 5, 6, 7, 8)
            .Node("MatMul", "y", ["x", "w"], ("transpose_a", Flag(left)), ("transpose_b", Flag(right)));

        _graph.Run("y", ("x", [2, 2], [1, 2, 3, 4])).ToFloat32().ShouldBe(expected);
    }

    [Fact]
    public void A_fused_product_adds_a_bias_and_rectifies()
    {
        _graph
            .Placeholder("x", [-1, 2])
            .Constant("w", [2, 2], 1, -1, 1, -1)
            .Constant("b", [2], 10, 1)
            .Node("_FusedMatMul", "y", ["x", "w", "b"], ("fused_ops", Texts("BiasAdd", "Relu")));

        var y = _graph.Run("y", ("x", [2, 2], [1, 2, -4, -5]));

        y.ToFloat32().ShouldBe([13f, 0, 1, 10]);
    }
}
