using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

/// <summary>Pooling, padding and resizing of feature maps.</summary>
public sealed class FeatureMapOperatorTests : IDisposable
{
    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Theory]
    [InlineData("MaxPool", new[] { 5f, 6, 8, 9 })]
    [InlineData("AvgPool", new[] { 3f, 4.5f, 7.5f, 9 })]
    public void Padding_neither_wins_a_pooling_nor_counts_in_it(string operation, float[] expected)
    {
        _graph
            .Placeholder("x", [1, 3, 3, 1])
            .Node(
                operation,
                "y",
                ["x"],
                ("ksize", Ints(1, 2, 2, 1)),
                ("strides", Ints(1, 2, 2, 1)),
                ("padding", Text("SAME"))
            );

        var y = _graph.Run("y", ("x", [1, 3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]));

        y.Dimensions.ShouldBe([1, 2, 2, 1]);
        y.ToFloat32().ShouldBe(expected);
    }

    [Fact]
    public void Negative_values_win_against_padding()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Node(
                "MaxPool",
                "y",
                ["x"],
                ("ksize", Ints(1, 3, 3, 1)),
                ("strides", Ints(1, 1, 1, 1)),
                ("padding", Text("SAME"))
            );

        _graph.Run("y", ("x", [1, 1, 1, 1], [-4])).ToFloat32().ShouldBe([-4f]);
    }

    [Fact]
    public void Channels_are_padded_although_they_are_held_first()
    {
        _graph
            .Placeholder("x", [1, 1, 2, 1])
            .Integers("paddings", [4, 2], 0, 0, 0, 0, 0, 0, 0, 2)
            .Node("Pad", "y", ["x", "paddings"]);

        var y = _graph.Run("y", ("x", [1, 1, 2, 1], [3, 4]));

        y.Dimensions.ShouldBe([1, 1, 2, 3]);
        y.ToFloat32().ShouldBe([3f, 0, 0, 4, 0, 0]);
    }

    [Fact]
    public void Rows_are_padded_with_a_given_value()
    {
        _graph
            .Placeholder("x", [1, 1, 2, 1])
            .Integers("paddings", [4, 2], 0, 0, 1, 0, 0, 0, 0, 0)
            .Constant("value", [], 9)
            .Node("PadV2", "y", ["x", "paddings", "value"]);

        _graph.Run("y", ("x", [1, 1, 2, 1], [3, 4])).ToFloat32().ShouldBe([9f, 9, 3, 4]);
    }

    [Fact]
    public void Mirrored_padding_does_not_repeat_the_edge()
    {
        _graph
            .Placeholder("x", [1, 1, 3, 1])
            .Integers("paddings", [4, 2], 0, 0, 0, 0, 2, 1, 0, 0)
            .Node("MirrorPad", "y", ["x", "paddings"], ("mode", Text("REFLECT")));

        _graph.Run("y", ("x", [1, 1, 3, 1], [1, 2, 3])).ToFloat32().ShouldBe([3f, 2, 1, 2, 3, 2]);
    }

    [Theory]
    // Positions in the input of the four outputs: 0, .5, 1, 1.5 (cut at 1).
    [InlineData(false, false, new[] { 0f, 4, 8, 8 })]
    // -.25 (cut at 0), .25, .75, 1.25 (cut at 1).
    [InlineData(false, true, new[] { 0f, 2, 6, 8 })]
    // 0, 1/3, 2/3, 1.
    [InlineData(true, false, new[] { 0f, 8 / 3f, 16 / 3f, 8 })]
    public void Bilinear_resizing_has_three_rules_for_positions(bool alignCorners, bool halfPixel, float[] expected)
    {
        _graph
            .Placeholder("x", [1, 1, 2, 1])
            .Integers("size", [2], 1, 4)
            .Node(
                "ResizeBilinear",
                "y",
                ["x", "size"],
                ("align_corners", Flag(alignCorners)),
                ("half_pixel_centers", Flag(halfPixel))
            );

        _graph.Run("y", ("x", [1, 1, 2, 1], [0, 8])).ToFloat32().ShouldBe(expected, 1e-5);
    }

    [Theory]
    // Positions 0, .75, 1.5, 2.25 of three pixels, fraction cut.
    [InlineData(false, false, new[] { 1f, 1, 2, 3 })]
    // Pixel centres .375, 1.125, 1.875, 2.625, fraction cut.
    [InlineData(false, true, new[] { 1f, 2, 2, 3 })]
    // 0, 2/3, 4/3, 2, rounded.
    [InlineData(true, false, new[] { 1f, 2, 2, 3 })]
    public void Nearest_resizing_has_three_rules_for_positions(bool alignCorners, bool halfPixel, float[] expected)
    {
        _graph
            .Placeholder("x", [1, 1, 3, 1])
            .Integers("size", [2], 1, 4)
            .Node(
                "ResizeNearestNeighbor",
                "y",
                ["x", "size"],
                ("align_corners", Flag(alignCorners)),
                ("half_pixel_centers", Flag(halfPixel))
            );

        _graph.Run("y", ("x", [1, 1, 3, 1], [1, 2, 3])).ToFloat32().ShouldBe(expected);
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(7, 5)]
    [InlineData(49, 64)]
    [InlineData(10, 29)]
    public void Sizes_that_are_no_multiple_come_out_exactly(int from, int to)
    {
        _graph
            .Placeholder("x", [1, from, from, 1])
            .Integers("size", [2], to, to)
            .Node("ResizeBilinear", "y", ["x", "size"]);

        _graph.Run("y", ("x", [1, from, from, 1], new float[from * from])).Dimensions.ShouldBe([1, to, to, 1]);

        // Shape inference and kernels round the product down in double or in single precision.
        var resize = _graph.Import().Nodes.Single(n => n.OpType == "Resize");
        var scale = _graph.Import().FindInitializer(resize.Inputs[2])!.ToFloat32()[2];
        Math.Floor((double)from * scale).ShouldBe(to);
        MathF.Floor(from * scale).ShouldBe(to);
    }
}
