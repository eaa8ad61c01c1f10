using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

/// <summary>Where an imported graph transposes, and where it must not.</summary>
public sealed class LayoutTests : IDisposable
{
    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Layers_between_convolutions_stay_channels_first()
    {
        Network().Integers("axes", [2], 1, 2).Node("Mean", "y", ["joined", "axes"], ("keep_dims", Flag(false)));

        var model = _graph.Import();

        model.Nodes.ShouldNotContain(n => n.OpType == "Transpose");
        model.Inputs[0].ToString().ShouldBe("x: Float32 [N, 3, 4, 4]");
        model.Outputs[0].ToString().ShouldBe("y: Float32 [N, 4]");
    }

    [Fact]
    public void A_feature_map_is_returned_in_TensorFlows_order_by_one_transposition()
    {
        Network();

        var model = _graph.Import();

        model.Nodes.Count(n => n.OpType == "Transpose").ShouldBe(1);
        model.Outputs[0].ToString().ShouldBe("joined: Float32 [N, 4, 4, 4]");
    }

    [Fact]
    public void A_feature_map_is_returned_channels_first_on_demand()
    {
        Network();

        var model = _graph.Import(new TensorFlowGraphOptions { Outputs = [new("joined", "map", TensorLayout.Nchw)] });

        model.Nodes.ShouldNotContain(n => n.OpType == "Transpose");
        model.Outputs[0].ToString().ShouldBe("map: Float32 [N, 4, 4, 4]");
    }

    [Fact]
    public void Both_orders_of_a_feature_map_hold_the_same_values()
    {
        Network();
        var model = _graph.Import(
            new TensorFlowGraphOptions { Outputs = [new("joined", "last"), new("joined", "first", TensorLayout.Nchw)] }
        );

        var results = OnnxRun.Run(model, OnnxRun.RandomInput("x", 1, 1, 2, 3, 4, 4));

        results["first"].Transpose(0, 2, 3, 1).ToFloat32().ShouldBe(results["last"].ToFloat32());
    }

    [Fact]
    public void An_input_may_keep_TensorFlows_order()
    {
        Network();
        var picture = OnnxRun.RandomInput("x", 2, 1, 1, 4, 4, 3);

        var planar = _graph.Import();
        var interleaved = _graph.Import(new TensorFlowGraphOptions { InputLayout = TensorLayout.Nhwc });

        interleaved.Inputs[0].ToString().ShouldBe("x: Float32 [N, 4, 4, 3]");
        OnnxRun
            .Run(interleaved, picture)["joined"]
            .ToFloat32()
            .ShouldBe(OnnxRun.Run(planar, picture.Transpose(0, 3, 1, 2))["joined"].ToFloat32());
    }

    [Fact]
    public void A_picture_taken_out_of_its_batch_and_put_back_is_not_transposed()
    {
        // How MoveNet begins: unstack the batch, add an axis, remove it, add it again.
        _graph
            .Placeholder("x", [1, 2, 2, 3], "DT_INT32")
            .Node("Cast", "float", ["x"], ("DstT", GraphModelFile.Type("DT_FLOAT")))
            .Node("Unpack", "picture", ["float"], ("axis", Int(0)), ("num", Int(1)))
            .Integers("front", [], 0)
            .Node("ExpandDims", "batch", ["picture", "front"])
            .Node("Squeeze", "again", ["batch"], ("squeeze_dims", Ints(0)))
            .Constant("scale", [1, 1, 3], 1, 2, 3)
            .Node("Mul", "scaled", ["again", "scale"])
            .Node("ExpandDims", "y", ["scaled", "front"]);

        var model = _graph.Import(
            new TensorFlowGraphOptions { BatchSize = 1, Outputs = [new("y", "y", TensorLayout.Nchw)] }
        );

        model.Nodes.ShouldNotContain(n => n.OpType == "Transpose" || n.OpType == "Cast");
        float[] values = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        OnnxRun
            .Run(model, OnnxTensor.Float32(values, [1, 3, 2, 2], "x"))["y"]
            .ToFloat32()
            .ShouldBe([1f, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
    }

    [Fact]
    public void Readers_of_one_tensor_share_its_transposition()
    {
        _graph
            .Placeholder("x", [-1, 2, 2, 2])
            .Integers("shape", [2], -1, 8)
            .Node("Reshape", "a", ["x", "shape"])
            .Node("Reshape", "b", ["x", "shape"])
            .Node("Add", "y", ["a", "b"]);

        _graph.Import().Nodes.Count(n => n.OpType == "Transpose").ShouldBe(1);
    }

    /// <summary>Convolution, bias, PReLU, pooling, channel padding, resizing and concatenation over [N, 4, 4, 3]; the result is <c>joined</c> [N, 4, 4, 4].</summary>
    private GraphModelFile Network() =>
        _graph
            .Placeholder("x", [-1, 4, 4, 3])
            .Constant("w", [1, 1, 3, 2], 1, 2, 3, 4, 5, 6)
            .Node("Conv2D", "conv", ["x", "w"], ("padding", Text("SAME")))
            .Constant("bias", [2], -20, 1)
            .Node("BiasAdd", "biased", ["conv", "bias"])
            .Constant("slope", [1, 1, 2], 0.5f, 0.25f)
            .Node("Prelu", "active", ["biased", "slope"])
            .Node(
                "MaxPool",
                "pooled",
                ["active"],
                ("ksize", Ints(1, 2, 2, 1)),
                ("strides", Ints(1, 2, 2, 1)),
                ("padding", Text("VALID"))
            )
            .Integers("paddings", [4, 2], 0, 0, 0, 0, 0, 0, 0, 1)
            .Node("Pad", "wide", ["pooled", "paddings"])
            .Integers("size", [2], 4, 4)
            .Node("ResizeBilinear", "large", ["wide", "size"])
            .Constant("w1", [1, 1, 2, 1], 1, 1)
            .Node("Conv2D", "single", ["biased", "w1"], ("padding", Text("SAME")))
            .Integers("channels", [], 3)
            .Node("ConcatV2", "joined", ["large", "single", "channels"]);
}
