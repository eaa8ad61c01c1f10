using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

public sealed class ElementWiseOperatorTests : IDisposable
{
    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Theory]
    [InlineData("Relu", new[] { 0f, 4 })]
    [InlineData("Relu6", new[] { 0f, 4 })]
    [InlineData("Elu", new[] { -0.63212055f, 4 })]
    [InlineData("LeakyRelu", new[] { -0.2f, 4 })]
    [InlineData("Sigmoid", new[] { 0.26894143f, 0.98201376f })]
    [InlineData("Tanh", new[] { -0.7615942f, 0.9993293f })]
    [InlineData("Softplus", new[] { 0.31326166f, 4.01815f })]
    [InlineData("Abs", new[] { 1f, 4 })]
    [InlineData("Neg", new[] { 1f, -4 })]
    [InlineData("Exp", new[] { 0.36787945f, 54.59815f })]
    [InlineData("Square", new[] { 1f, 16 })]
    [InlineData("Reciprocal", new[] { -1f, 0.25f })]
    public void A_function_is_applied_to_each_element(string operation, float[] expected)
    {
        _graph.Placeholder("x", [2]).Node(operation, "y", ["x"]);

        _graph.Run("y", ("x", [2], [-1, 4])).ToFloat32().ShouldBe(expected, 1e-4);
    }

    [Theory]
    [InlineData("Sqrt", new[] { 0.5f, 3 })]
    [InlineData("Rsqrt", new[] { 2f, 0.33333334f })]
    [InlineData("Log", new[] { -1.3862944f, 2.1972246f })]
    [InlineData("Floor", new[] { 0f, 9 })]
    [InlineData("Ceil", new[] { 1f, 9 })]
    public void A_function_of_positive_elements_is_applied_to_each(string operation, float[] expected)
    {
        _graph.Placeholder("x", [2]).Node(operation, "y", ["x"]);

        _graph.Run("y", ("x", [2], [0.25f, 9])).ToFloat32().ShouldBe(expected, 1e-5);
    }

    [Theory]
    [InlineData("Add", new[] { 10f, -4 })]
    [InlineData("AddV2", new[] { 10f, -4 })]
    [InlineData("Sub", new[] { 4f, -10 })]
    [InlineData("Mul", new[] { 21f, -21 })]
    [InlineData("RealDiv", new[] { 7 / 3f, -7 / 3f })]
    [InlineData("Maximum", new[] { 7f, 3 })]
    [InlineData("Minimum", new[] { 3f, -7 })]
    [InlineData("Pow", new[] { 343f, -343 })]
    [InlineData("SquaredDifference", new[] { 16f, 100 })]
    [InlineData("FloorDiv", new[] { 2f, -3 })]
    [InlineData("FloorMod", new[] { 1f, 2 })]
    public void A_scalar_combines_with_each_element(string operation, float[] expected)
    {
        _graph.Placeholder("x", [2]).Constant("c", [], 3).Node(operation, "y", ["x", "c"]);

        _graph.Run("y", ("x", [2], [7, -7])).ToFloat32().ShouldBe(expected, 1e-4);
    }

    [Theory]
    [InlineData("FloorDiv", new[] { 2f, -3, -3, 2 })]
    [InlineData("FloorMod", new[] { 1f, 2, -2, -1 })]
    public void Integers_are_divided_downwards(string operation, float[] expected)
    {
        _graph
            .Placeholder("x", [4])
            .Node("Cast", "i", ["x"], ("DstT", GraphModelFile.Type("DT_INT32")))
            .Integers("c", [4], 3, 3, -3, -3)
            .Node(operation, "y", ["i", "c"]);

        _graph.Run("y", ("x", [4], [7, -7, 7, -7])).ToFloat32().ShouldBe(expected);
    }

    [Theory]
    [InlineData("Equal", new[] { false, true, false })]
    [InlineData("Greater", new[] { false, false, true })]
    [InlineData("GreaterEqual", new[] { false, true, true })]
    [InlineData("Less", new[] { true, false, false })]
    [InlineData("LessEqual", new[] { true, true, false })]
    public void Comparisons_yield_truth_values(string operation, bool[] expected)
    {
        _graph.Placeholder("x", [3]).Constant("c", [], 2).Node(operation, "y", ["x", "c"]);

        var y = _graph.Run("y", ("x", [3], [1, 2, 3]));

        y.ElementType.ShouldBe(OnnxElementType.Bool);
        y.ToInt64().ShouldBe(expected.Select(b => b ? 1L : 0));
    }

    [Fact]
    public void Truth_values_and_integers_become_numbers()
    {
        _graph
            .Placeholder("x", [2])
            .Constant("c", [], 2)
            .Node("Greater", "big", ["x", "c"])
            .Node("Cast", "mask", ["big"], ("DstT", GraphModelFile.Type("DT_FLOAT")))
            .Node("Cast", "whole", ["x"], ("DstT", GraphModelFile.Type("DT_INT32")))
            .Node("Cast", "number", ["whole"], ("DstT", GraphModelFile.Type("DT_FLOAT")))
            .Node("Mul", "y", ["mask", "number"]);

        _graph.Run("y", ("x", [2], [1.5f, -0.5f])).ToFloat32().ShouldBe([0f, 0]);
        _graph.Run("y", ("x", [2], [3.9f, 2.5f])).ToFloat32().ShouldBe([3f, 2]);
    }

    [Fact]
    public void Any_number_of_tensors_is_summed()
    {
        _graph.Placeholder("x", [2]).Constant("c", [2], 10, 20).Node("AddN", "y", ["x", "c", "x"]);

        _graph.Run("y", ("x", [2], [1, 2])).ToFloat32().ShouldBe([12f, 24]);
    }

    [Fact]
    public void A_vector_meets_the_channels_of_a_feature_map()
    {
        _graph.Placeholder("x", [1, 1, 2, 2]).Constant("c", [2], 10, 20).Node("BiasAdd", "y", ["x", "c"]);

        _graph.Run("y", ("x", [1, 1, 2, 2], [1, 2, 3, 4])).ToFloat32().ShouldBe([11f, 22, 13, 24]);
    }

    [Fact]
    public void A_matrix_meets_the_columns_and_channels_of_a_feature_map()
    {
        // [W, C] broadcasts over the rows.
        _graph.Placeholder("x", [1, 2, 2, 2]).Constant("c", [2, 2], 1, 2, 3, 4).Node("Add", "y", ["c", "x"]);

        _graph
            .Run("y", ("x", [1, 2, 2, 2], [0, 0, 0, 0, 10, 10, 10, 10]))
            .ToFloat32()
            .ShouldBe([1f, 2, 3, 4, 11, 12, 13, 14]);
    }

    [Fact]
    public void A_constant_picture_meets_the_rows_and_columns_of_a_feature_map()
    {
        _graph.Placeholder("x", [1, 2, 2, 1]).Constant("c", [2, 2, 1], 1, 2, 3, 4).Node("Mul", "y", ["x", "c"]);

        _graph.Run("y", ("x", [1, 2, 2, 1], [1, 10, 100, 1000])).ToFloat32().ShouldBe([1f, 20, 300, 4000]);
    }

    [Fact]
    public void A_computed_vector_meets_the_channels_of_a_feature_map()
    {
        _graph
            .Placeholder("x", [1, 1, 2, 2])
            .Placeholder("v", [2])
            .Node("Relu", "computed", ["v"])
            .Node("Add", "y", ["x", "computed"]);

        _graph
            .Run("y", ("x", [1, 1, 2, 2], [1, 2, 3, 4]), ("v", [2], [10, 20]))
            .ToFloat32()
            .ShouldBe([11f, 22, 13, 24]);
    }

    [Fact]
    public void Pooled_features_scale_their_feature_map()
    {
        // Squeeze and excitation: [N, 1, 1, C] against [N, H, W, C].
        _graph
            .Placeholder("x", [1, 1, 2, 2])
            .Integers("axes", [2], 1, 2)
            .Node("Mean", "mean", ["x", "axes"], ("keep_dims", Flag(true)))
            .Node("Mul", "y", ["mean", "x"]);

        _graph.Run("y", ("x", [1, 1, 2, 2], [1, 10, 3, 30])).ToFloat32().ShouldBe([2f, 200, 6, 600]);
    }

    [Fact]
    public void Prelu_has_a_slope_per_channel()
    {
        _graph.Placeholder("x", [1, 1, 2, 2]).Constant("a", [1, 1, 2], 0.5f, 0.1f).Node("Prelu", "y", ["x", "a"]);

        _graph.Run("y", ("x", [1, 1, 2, 2], [-2, -2, 2, -10])).ToFloat32().ShouldBe([-1f, -0.2f, 2, -1], 1e-6);
    }

    [Fact]
    public void Soft_max_runs_over_the_channels_of_a_feature_map()
    {
        _graph.Placeholder("x", [1, 1, 2, 2]).Node("Softmax", "y", ["x"]);

        // Pairs of channels: equal, and ln 3 apart.
        var y = _graph.Run("y", ("x", [1, 1, 2, 2], [5, 5, 0, MathF.Log(3)]));

        y.ToFloat32().ShouldBe([0.5f, 0.5f, 0.25f, 0.75f], 1e-5);
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_refused()
    {
        _graph.Placeholder("x", [1, 2, 2, 3]).Constant("c", [2], 1, 2).Node("Add", "y", ["x", "c"]);

        Should.Throw<OnnxImportException>(() => _graph.Run("y")).Message.ShouldContain("[N, 2, 2, 3] and [2]");
    }
}
