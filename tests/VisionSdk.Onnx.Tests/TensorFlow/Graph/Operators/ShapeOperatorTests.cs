using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

/// <summary>Operators that move elements without computing with them.</summary>
public sealed class ShapeOperatorTests : IDisposable
{
    private static readonly float[] Counted = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Reshaping_reads_a_feature_map_in_TensorFlows_order()
    {
        _graph.Placeholder("x", [-1, 2, 2, 3]).Integers("shape", [2], -1, 12).Node("Reshape", "y", ["x", "shape"]);

        _graph.Run("y", ("x", [1, 2, 2, 3], Counted)).ToFloat32().ShouldBe(Counted);
    }

    [Theory]
    [InlineData(new[] { 1, 4, 3 }, new long[] { 2, 4, 3 })]
    [InlineData(new[] { -1, 4, 3 }, new long[] { 2, 4, 3 })]
    [InlineData(new[] { 1, -1, 3 }, new long[] { 2, 4, 3 })]
    [InlineData(new[] { 1, -1 }, new long[] { 2, 12 })]
    public void Reshaping_keeps_pictures_apart_whatever_batch_is_declared(int[] target, long[] expected)
    {
        _graph
            .Placeholder("x", [1, 2, 2, 3])
            .Integers("shape", [target.Length], target)
            .Node("Reshape", "y", ["x", "shape"]);

        var y = _graph.Run("y", ("x", [2, 2, 2, 3], [.. Counted, .. Counted]));

        y.Dimensions.ShouldBe(expected);
        y.ToFloat32().ShouldBe([.. Counted, .. Counted]);
    }

    [Fact]
    public void Reshaping_that_joins_pictures_asks_for_a_fixed_batch()
    {
        _graph.Placeholder("x", [1, 2, 2, 3]).Integers("shape", [2], 4, 3).Node("Reshape", "y", ["x", "shape"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("BatchSize");
        _graph.Import(new TensorFlowGraphOptions { BatchSize = 1 }).Outputs[0].ToString().ShouldBe("y: Float32 [4, 3]");
    }

    [Fact]
    public void Reshaping_to_another_number_of_elements_is_refused()
    {
        _graph.Placeholder("x", [2, 3]).Integers("shape", [1], 5).Node("Reshape", "y", ["x", "shape"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("[2, 3] to [5]");
    }

    [Theory]
    [InlineData(3, new[] { 0f, 1, 100, 2, 3, 200 })]
    [InlineData(-1, new[] { 0f, 1, 100, 2, 3, 200 })]
    public void Feature_maps_are_joined_along_their_channels(int axis, float[] expected)
    {
        _graph
            .Placeholder("x", [-1, 1, 2, 2])
            .Placeholder("z", [-1, 1, 2, 1])
            .Integers("axis", [], axis)
            .Node("ConcatV2", "y", ["x", "z", "axis"]);

        _graph
            .Run("y", ("x", [1, 1, 2, 2], [0, 1, 2, 3]), ("z", [1, 1, 2, 1], [100, 200]))
            .ToFloat32()
            .ShouldBe(expected);
    }

    [Fact]
    public void A_feature_map_is_joined_with_a_constant_along_its_rows()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 2])
            .Constant("c", [1, 1, 1, 2], 8, 9)
            .Integers("axis", [], 1)
            .Node("ConcatV2", "y", ["c", "x", "axis"]);

        var model = _graph.Import(new TensorFlowGraphOptions { BatchSize = 1 });

        OnnxRun.Run(model, Feed(("x", [1, 1, 1, 2], [1, 2])))["y"].ToFloat32().ShouldBe([8f, 9, 1, 2]);
    }

    [Theory]
    [InlineData(0, new[] { 1f, 2, 10, 20 })]
    [InlineData(1, new[] { 1f, 10, 2, 20 })]
    [InlineData(-1, new[] { 1f, 10, 2, 20 })]
    public void Tensors_are_stacked_along_a_new_axis(int axis, float[] expected)
    {
        _graph
            .Placeholder("x", [2])
            .Constant("c", [2], 10, 20)
            .Node("Pack", "y", ["x", "c"], ("axis", Int(axis)), ("N", Int(2)));

        var y = _graph.Run("y", ("x", [2], [1, 2]));

        y.Dimensions.ShouldBe([2, 2]);
        y.ToFloat32().ShouldBe(expected);
    }

    [Theory]
    [InlineData(0, new[] { 3f, 4, 5 })]
    [InlineData(-1, new[] { 1f, 4 })]
    public void A_tensor_is_cut_into_slices(int axis, float[] second)
    {
        _graph.Placeholder("x", [2, 3]).Node("Unpack", "u", ["x"], ("axis", Int(axis))).Node("Relu", "y", ["u:1"]);

        _graph.Run("y", ("x", [2, 3], [0, 1, 2, 3, 4, 5])).ToFloat32().ShouldBe(second);
    }

    [Theory]
    [InlineData(0, new long[] { 1, 2, 3 })]
    [InlineData(1, new long[] { 2, 1, 3 })]
    [InlineData(-1, new long[] { 2, 3, 1 })]
    public void An_axis_is_added(int axis, long[] expected)
    {
        _graph.Placeholder("x", [2, 3]).Integers("axis", [], axis).Node("ExpandDims", "y", ["x", "axis"]);

        var y = _graph.Run("y", ("x", [2, 3], [0, 1, 2, 3, 4, 5]));

        y.Dimensions.ShouldBe(expected);
        y.ToFloat32().ShouldBe([0f, 1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(new[] { 1, 2 }, new long[] { 1, 2 })]
    [InlineData(new[] { -2 }, new long[] { 1, 1, 2 })]
    public void Axes_of_length_1_are_removed(int[] axes, long[] expected)
    {
        _graph.Placeholder("x", [-1, 1, 1, 2]).Node("Squeeze", "y", ["x"], ("squeeze_dims", Ints(axes)));

        var y = _graph.Run("y", ("x", [1, 1, 1, 2], [3, 4]));

        y.Dimensions.ShouldBe(expected);
        y.ToFloat32().ShouldBe([3f, 4]);
    }

    [Fact]
    public void Removal_of_a_longer_axis_is_refused()
    {
        _graph.Placeholder("x", [-1, 1, 1, 2]).Node("Squeeze", "y", ["x"], ("squeeze_dims", Ints(3)));

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("not 1 long");
    }

    [Fact]
    public void Dimensions_are_reordered_as_TensorFlow_numbers_them()
    {
        _graph.Placeholder("x", [1, 2, 3, 2]).Integers("order", [4], 0, 2, 1, 3).Node("Transpose", "y", ["x", "order"]);

        var y = _graph.Run("y", ("x", [1, 2, 3, 2], Counted));

        y.Dimensions.ShouldBe([1, 3, 2, 2]);
        y.ToFloat32().ShouldBe([0f, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]);
    }

    [Theory]
    // begin, end, strides, begin_mask, end_mask, shrink_axis_mask
    [InlineData(new[] { 0, 1 }, new[] { 1, 3 }, new[] { 1, 1 }, 0, 0, 0, new long[] { 1, 2 }, new[] { 1f, 2 })]
    [InlineData(new[] { 0, 1 }, new[] { 0, 3 }, new[] { 1, 1 }, 1, 1, 0, new long[] { 2, 2 }, new[] { 1f, 2, 4, 5 })]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 }, new[] { 1, 2 }, 3, 3, 0, new long[] { 2, 2 }, new[] { 0f, 2, 3, 5 })]
    [InlineData(
        new[] { 0, 0 },
        new[] { 0, 0 },
        new[] { 1, -1 },
        3,
        3,
        0,
        new long[] { 2, 3 },
        new[] { 2f, 1, 0, 5, 4, 3 }
    )]
    [InlineData(new[] { 1, -2 }, new[] { 2, 9 }, new[] { 1, 1 }, 0, 0, 1, new long[] { 2 }, new[] { 4f, 5 })]
    [InlineData(new[] { 1 }, new[] { 2 }, new[] { 1 }, 0, 0, 1, new long[] { 3 }, new[] { 3f, 4, 5 })]
    public void Slices_follow_NumPy(
        int[] begin,
        int[] end,
        int[] strides,
        int beginMask,
        int endMask,
        int shrinkMask,
        long[] shape,
        float[] expected
    )
    {
        _graph
            .Placeholder("x", [2, 3])
            .Integers("begin", [begin.Length], begin)
            .Integers("end", [end.Length], end)
            .Integers("strides", [strides.Length], strides)
            .Node(
                "StridedSlice",
                "y",
                ["x", "begin", "end", "strides"],
                ("begin_mask", Int(beginMask)),
                ("end_mask", Int(endMask)),
                ("shrink_axis_mask", Int(shrinkMask))
            );

        var y = _graph.Run("y", ("x", [2, 3], [0, 1, 2, 3, 4, 5]));

        y.Dimensions.ShouldBe(shape);
        y.ToFloat32().ShouldBe(expected);
    }

    [Fact]
    public void Slices_are_picked_by_their_indices()
    {
        _graph
            .Placeholder("x", [2, 3])
            .Integers("indices", [2], 2, 0)
            .Integers("axis", [], 1)
            .Node("GatherV2", "y", ["x", "indices", "axis"]);

        _graph.Run("y", ("x", [2, 3], [0, 1, 2, 3, 4, 5])).ToFloat32().ShouldBe([2f, 0, 5, 3]);
    }

    [Theory]
    [InlineData(new[] { 2, 4 }, new[] { 0, 1, 0, 1, 0, 0, 1, 0 }, new long[] { 2 }, new[] { 7f, 2 })]
    [InlineData(new[] { 1, 3 }, new[] { 0, 1, 0 }, new long[] { 1, 2 }, new[] { 6f, 7 })]
    public void Elements_of_a_feature_map_are_picked_by_TensorFlows_indices(
        int[] shape,
        int[] indices,
        long[] expectedShape,
        float[] expected
    )
    {
        _graph
            .Placeholder("x", [1, 2, 3, 2])
            .Integers("indices", shape, indices)
            .Node("GatherNd", "y", ["x", "indices"]);

        var model = _graph.Import(new TensorFlowGraphOptions { BatchSize = 1 });
        var y = OnnxRun.Run(model, Feed(("x", [1, 2, 3, 2], Counted)))["y"];

        y.Dimensions.ShouldBe(expectedShape);
        y.ToFloat32().ShouldBe(expected);
    }
}
