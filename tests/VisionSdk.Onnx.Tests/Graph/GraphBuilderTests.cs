namespace VisionSdk.Onnx.Tests;

public class GraphBuilderTests
{
    [Fact]
    public void A_graph_of_one_convolution_gives_the_values_computed_by_hand()
    {
        var builder = new GraphBuilder("test");
        var x = builder.Input("x", OnnxElementType.Float32, "N", 1, 3, 3);
        var weight = builder.Constant(OnnxTensor.Float32([1, 0, 0, -1], [1, 1, 2, 2], "w"));
        var bias = builder.Constant(OnnxTensor.Float32([0.5f], [1]));
        var y = builder.Output(builder.Relu(builder.Conv(x, weight, bias)), "y");

        var result = OnnxRun.Run(builder.Build(), OnnxTensor.Float32([9, 1, 1, 1, 2, 1, 1, 1, 3], [1, 1, 3, 3], "x"));

        // Top-left minus bottom-right of each 2x2 window, plus 0.5, negatives cut: 9-2, 1-1, 1-1, 2-3.
        result["y"].ToFloat32().ShouldBe([7.5f, 0.5f, 0.5f, 0f]);
        y.Shape.ShouldBe(["N", 1, 2, 2]);
    }

    [Fact]
    public void New_models_use_opset_17_and_IR_version_8()
    {
        var builder = new GraphBuilder("test");
        builder.Output(builder.Input("x", OnnxElementType.Float32, 1), "y");

        var model = builder.Build();

        model.Opset.ShouldBe(17);
        model.IrVersion.ShouldBe(8);
        model.Inputs.ShouldHaveSingleItem().ToString().ShouldBe("x: Float32 [1]");
        model.Outputs.ShouldHaveSingleItem().ToString().ShouldBe("y: Float32 [1]");
    }

    [Fact]
    public void Names_that_repeat_get_a_number()
    {
        var builder = new GraphBuilder("test");
        var x = builder.Input("x", OnnxElementType.Float32, 1);

        builder.Relu(x).Name.ShouldBe("Relu");
        builder.Relu(x).Name.ShouldBe("Relu_1");
        builder.Relu(x).Name.ShouldBe("Relu_2");
        builder.Constant(OnnxTensor.Float32([1], [1], "x")).Name.ShouldBe("x_1");
    }

    [Fact]
    public void A_node_of_any_operator_has_as_many_outputs_as_asked()
    {
        var builder = new GraphBuilder("test");
        var x = builder.Input("x", OnnxElementType.Float32, 4);
        var halves = builder.Node("Split", [x, builder.Int64s(1, 3)], [OnnxAttribute.Int("axis", 0)], outputCount: 2);
        builder.Output(halves[0], "first", 1);
        builder.Output(halves[1], "rest", 3);

        var result = OnnxRun.Run(builder.Build(), OnnxTensor.Float32([1, 2, 3, 4], [4], "x"));

        result["first"].ToFloat32().ShouldBe([1f]);
        result["rest"].ToFloat32().ShouldBe([2f, 3f, 4f]);
    }

    [Fact]
    public void A_value_of_another_graph_is_refused()
    {
        var other = new GraphBuilder("other").Input("other", OnnxElementType.Float32, 1);

        Should.Throw<ArgumentException>(() => new GraphBuilder("test").Relu(other)).Message.ShouldContain("'other'");
    }

    [Fact]
    public void A_graph_without_output_is_not_built() =>
        Should.Throw<InvalidOperationException>(() => new GraphBuilder("test").Build());
}
