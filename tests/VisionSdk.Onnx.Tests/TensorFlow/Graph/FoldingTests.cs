using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

public sealed class FoldingTests : IDisposable
{
    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void A_shape_that_the_graph_computes_is_known_while_importing()
    {
        // flatten: shape -> rows = shape[0], columns = shape[1] * shape[2] -> stack -> reshape.
        _graph
            .Placeholder("x", [2, 3, 4])
            .Node("Shape", "shape", ["x"])
            .Integers("zero", [1], 0)
            .Integers("one", [1], 1)
            .Integers("two", [1], 2)
            .Integers("three", [1], 3)
            .Node("StridedSlice", "rows", ["shape", "zero", "one", "one"], ("shrink_axis_mask", Int(1)))
            .Node("StridedSlice", "height", ["shape", "one", "two", "one"], ("shrink_axis_mask", Int(1)))
            .Node("StridedSlice", "width", ["shape", "two", "three", "one"], ("shrink_axis_mask", Int(1)))
            .Node("Mul", "columns", ["height", "width"])
            .Node("Pack", "target", ["rows", "columns"], ("axis", Int(0)))
            .Node("Reshape", "y", ["x", "target"]);

        var model = _graph.Import();

        model.Outputs[0].ToString().ShouldBe("y: Float32 [2, 12]");
        model.Nodes.Select(n => n.OpType).ShouldBe(["Reshape", "Identity"]);
    }

    [Fact]
    public void A_size_that_the_graph_computes_is_known_while_importing()
    {
        _graph
            .Placeholder("x", [-1, 2, 2, 1])
            .Integers("half", [2], 3, 5)
            .Integers("factor", [], 2)
            .Node("Mul", "size", ["half", "factor"])
            .Node("ResizeNearestNeighbor", "y", ["x", "size"]);

        _graph.Import().Outputs[0].ToString().ShouldBe("y: Float32 [N, 6, 10, 1]");
    }

    [Theory]
    [InlineData("Add", new[] { 11f, 21, 12, 22 })]
    [InlineData("Sub", new[] { -9f, -19, -8, -18 })]
    [InlineData("Mul", new[] { 10f, 20, 20, 40 })]
    [InlineData("RealDiv", new[] { 0.1f, 0.05f, 0.2f, 0.1f })]
    [InlineData("Maximum", new[] { 10f, 20, 10, 20 })]
    [InlineData("SquaredDifference", new[] { 81f, 361, 64, 324 })]
    public void Constants_are_combined_with_broadcasting(string operation, float[] expected)
    {
        _graph
            .Placeholder("x", [2, 2])
            .Constant("a", [2, 1], 1, 2)
            .Constant("b", [2], 10, 20)
            .Node(operation, "c", ["a", "b"])
            .Node("Add", "y", ["x", "c"]);

        var model = _graph.Import();

        model.Nodes.Count(n => n.OpType != "Identity").ShouldBe(1);
        OnnxRun.Run(model, Feed(("x", [2, 2], [0, 0, 0, 0])))["y"].ToFloat32().ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Folded_constants_are_reshaped_and_cast()
    {
        _graph
            .Placeholder("x", [1, 1, 2, 1])
            .Integers("c", [2], -1, 2)
            .Node("Cast", "float", ["c"], ("DstT", GraphModelFile.Type("DT_FLOAT")))
            .Node("Neg", "negative", ["float"])
            .Integers("axis", [], -1)
            .Node("ExpandDims", "columns", ["negative", "axis"])
            .Node("Mul", "y", ["x", "columns"]);

        _graph.Run("y", ("x", [1, 1, 2, 1], [3, 5])).ToFloat32().ShouldBe([3f, -10]);
        _graph.Import().Nodes.Select(n => n.OpType).ShouldBe(["Mul", "Transpose", "Identity"]);
    }

    [Fact]
    public void The_shape_of_an_open_batch_is_not_guessed()
    {
        _graph.Placeholder("x", [-1, 3]).Node("Shape", "y", ["x"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("BatchSize");
    }
}
