using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

public sealed class ConvolutionOperatorTests : IDisposable
{
    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Filters_are_stored_height_width_input_output()
    {
        // Two inputs, three outputs, 1x1: column o of the matrix [I, O] gives output o.
        _graph
            .Placeholder("x", [1, 1, 2, 2])
            .Constant("w", [1, 1, 2, 3], 1, 10, 100, 2, 20, 200)
            .Node("Conv2D", "y", ["x", "w"], ("strides", Ints(1, 1, 1, 1)), ("padding", Text("VALID")));

        var y = _graph.Run("y", ("x", [1, 1, 2, 2], [1, 1, 0, 3]));

        y.Dimensions.ShouldBe([1, 1, 2, 3]);
        y.ToFloat32().ShouldBe([3f, 30, 300, 6, 60, 600]);
    }

    [Fact]
    public void The_odd_row_and_column_of_SAME_padding_lie_at_the_bottom_and_right()
    {
        // A 2x2 sum with stride 1 needs one row and one column more: with them at the end the first cell is the full sum.
        _graph
            .Placeholder("x", [1, 2, 2, 1])
            .Constant("w", [2, 2, 1, 1], 1, 1, 1, 1)
            .Node("Conv2D", "y", ["x", "w"], ("strides", Ints(1, 1, 1, 1)), ("padding", Text("SAME")));

        _graph.Run("y", ("x", [1, 2, 2, 1], [1, 2, 3, 4])).ToFloat32().ShouldBe([10f, 6, 7, 4]);
    }

    [Fact]
    public void SAME_with_stride_2_over_an_even_size_starts_without_padding()
    {
        // 4 -> 2 with a window of 3: one column at the end. Windows are columns 0-2 and 2-4.
        _graph
            .Placeholder("x", [1, 1, 4, 1])
            .Constant("w", [1, 3, 1, 1], 1, 1, 1)
            .Node("Conv2D", "y", ["x", "w"], ("strides", Ints(1, 2, 2, 1)), ("padding", Text("SAME")));

        var y = _graph.Run("y", ("x", [1, 1, 4, 1], [1, 2, 4, 8]));

        y.Dimensions.ShouldBe([1, 1, 2, 1]);
        y.ToFloat32().ShouldBe([7f, 12]);
    }

    [Fact]
    public void Steps_of_height_and_width_may_differ()
    {
        _graph
            .Placeholder("x", [1, 2, 3, 1])
            .Constant("w", [1, 1, 1, 1], 1)
            .Node("Conv2D", "y", ["x", "w"], ("strides", Ints(1, 1, 2, 1)), ("padding", Text("VALID")));

        _graph.Run("y", ("x", [1, 2, 3, 1], [1, 2, 3, 4, 5, 6])).ToFloat32().ShouldBe([1f, 3, 4, 6]);
    }

    [Fact]
    public void Dilation_spaces_the_taps()
    {
        _graph
            .Placeholder("x", [1, 1, 5, 1])
            .Constant("w", [1, 2, 1, 1], 1, 10)
            .Node(
                "Conv2D",
                "y",
                ["x", "w"],
                ("strides", Ints(1, 1, 1, 1)),
                ("dilations", Ints(1, 1, 3, 1)),
                ("padding", Text("VALID"))
            );

        _graph.Run("y", ("x", [1, 1, 5, 1], [1, 2, 3, 4, 5])).ToFloat32().ShouldBe([41f, 52]);
    }

    [Fact]
    public void Explicit_padding_is_listed_per_dimension()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Constant("w", [1, 1, 1, 1], 1)
            .Node(
                "Conv2D",
                "y",
                ["x", "w"],
                ("padding", Text("EXPLICIT")),
                ("explicit_paddings", Ints(0, 0, 1, 0, 0, 2, 0, 0))
            );

        var y = _graph.Run("y", ("x", [1, 1, 1, 1], [7]));

        y.Dimensions.ShouldBe([1, 2, 3, 1]);
        y.ToFloat32().ShouldBe([0f, 0, 0, 7, 0, 0]);
    }

    [Fact]
    public void Each_channel_of_a_depthwise_filter_has_its_own_taps_and_multiples()
    {
        // [H, W, C, M] = [1, 2, 2, 2]: output channel c·2 + m, taps (left, right).
        _graph
            .Placeholder("x", [1, 1, 2, 2])
            .Constant("w", [1, 2, 2, 2], 1, 2, 3, 4, 10, 20, 30, 40)
            .Node("DepthwiseConv2dNative", "y", ["x", "w"], ("strides", Ints(1, 1, 1, 1)), ("padding", Text("VALID")));

        // Channel 0 is 1 then 3, channel 1 is 2 then 5.
        var y = _graph.Run("y", ("x", [1, 1, 2, 2], [1, 2, 3, 5]));

        y.Dimensions.ShouldBe([1, 1, 1, 4]);
        y.ToFloat32().ShouldBe([1 + 30f, 2 + 60, 6 + 150, 8 + 200]);
    }

    [Theory]
    [InlineData("Relu", new[] { 0f, 9 })]
    [InlineData("Relu6", new[] { 0f, 6 })]
    [InlineData("LeakyRelu", new[] { -1f, 9 })]
    [InlineData("Elu", new[] { -0.98168436f, 9 })]
    public void A_fused_activation_follows_the_bias(string activation, float[] expected)
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Constant("w", [1, 1, 1, 2], -1, 1)
            .Constant("b", [2], 1, 4)
            .Node(
                "_FusedConv2D",
                "y",
                ["x", "w", "b"],
                ("strides", Ints(1, 1, 1, 1)),
                ("padding", Text("SAME")),
                ("fused_ops", Texts("BiasAdd", activation)),
                ("leakyrelu_alpha", Number(0.25f))
            );

        // -5 + 1 = -4 and 5 + 4 = 9.
        _graph.Run("y", ("x", [1, 1, 1, 1], [5])).ToFloat32().ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void A_fused_Prelu_has_a_slope_per_channel()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Constant("w", [1, 1, 1, 2], -1, -2)
            .Constant("b", [2], 0, 0)
            .Constant("slope", [1, 1, 2], 0.5f, 0.25f)
            .Node(
                "_FusedConv2D",
                "y",
                ["x", "w", "b", "slope"],
                ("padding", Text("SAME")),
                ("fused_ops", Texts("BiasAdd", "Prelu"))
            );

        _graph.Run("y", ("x", [1, 1, 1, 1], [4])).ToFloat32().ShouldBe([-2f, -2]);
    }

    [Fact]
    public void A_fused_depthwise_convolution_has_a_bias_per_output()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 2])
            .Constant("w", [1, 1, 2, 1], 2, 3)
            .Constant("b", [2], 100, 200)
            .Node(
                "FusedDepthwiseConv2dNative",
                "y",
                ["x", "w", "b"],
                ("padding", Text("VALID")),
                ("fused_ops", Texts("BiasAdd"))
            );

        _graph.Run("y", ("x", [1, 1, 1, 2], [1, 10])).ToFloat32().ShouldBe([102f, 230]);
    }

    [Fact]
    public void An_unknown_fused_activation_is_refused()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Constant("w", [1, 1, 1, 1], 1)
            .Node("_FusedConv2D", "y", ["x", "w"], ("padding", Text("SAME")), ("fused_ops", Texts("HardSwish")));

        Should.Throw<OnnxImportException>(() => _graph.Run("y")).Message.ShouldContain("HardSwish");
    }

    [Fact]
    public void A_window_larger_than_the_picture_is_refused()
    {
        _graph
            .Placeholder("x", [1, 2, 2, 1])
            .Constant("w", [3, 3, 1, 1], new float[9])
            .Node("Conv2D", "y", ["x", "w"], ("padding", Text("VALID")));

        Should.Throw<OnnxImportException>(() => _graph.Run("y")).Message.ShouldContain("does not fit");
    }

    [Fact]
    public void A_filter_for_other_channels_is_refused()
    {
        _graph
            .Placeholder("x", [1, 2, 2, 3])
            .Constant("w", [1, 1, 2, 1], 1, 1)
            .Node("Conv2D", "y", ["x", "w"], ("padding", Text("VALID")));

        Should.Throw<OnnxImportException>(() => _graph.Run("y")).Message.ShouldContain("[1, 1, 2, 1]");
    }

    [Fact]
    public void Batch_normalisation_uses_the_stored_moments()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 2])
            .Constant("scale", [2], 2, 1)
            .Constant("offset", [2], 0, 5)
            .Constant("mean", [2], 1, 0)
            .Constant("variance", [2], 3, 3)
            .Node(
                "FusedBatchNormV3",
                "y",
                ["x", "scale", "offset", "mean", "variance"],
                ("epsilon", Number(1)),
                ("is_training", Flag(false))
            );

        // (x - mean) / sqrt(3 + 1) · scale + offset.
        _graph.Run("y", ("x", [1, 1, 1, 2], [5, 8])).ToFloat32().ShouldBe([4f, 9], 1e-5);
    }
}
