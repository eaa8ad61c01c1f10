using System.Text.Json.Nodes;
using static VisionSdk.Onnx.Tests.GraphModelFile;

namespace VisionSdk.Onnx.Tests;

public sealed class TensorFlowGraphImporterTests : IDisposable
{
    private readonly GraphModelFile _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void An_unsupported_operator_is_named_with_its_node_and_file()
    {
        _graph.Placeholder("x", [1]).Node("Bucketize", "head/buckets", ["x"]);

        var failure = Should.Throw<OnnxImportException>(() => _graph.Import());

        failure.Message.ShouldContain("Bucketize");
        failure.Message.ShouldContain("head/buckets");
        failure.Message.ShouldContain(_graph.Path);
        failure.Path.ShouldBe(_graph.Path);
    }

    [Fact]
    public void Nodes_without_influence_on_the_outputs_are_dropped_with_their_weights()
    {
        _graph
            .Placeholder("x", [2])
            .Constant("kept", [2], 1, 2)
            .Constant("dropped", [2], 3, 4)
            .Node("Add", "y", ["x", "kept"])
            .Node("Add", "tail", ["y", "dropped"])
            .Node("Bucketize", "decoder", ["tail"]);

        var model = _graph.Import(new TensorFlowGraphOptions { Outputs = [new("y")] });

        model.Nodes.Select(n => n.OpType).ShouldBe(["Add", "Identity"]);
        model.InitializerNames.ShouldBe(["kept"]);
    }

    [Fact]
    public void Outputs_come_from_the_signature_under_its_names()
    {
        _graph
            .Placeholder("x", [2])
            .Node("Relu", "Identity", ["x"])
            .Node("Neg", "Identity_1", ["x"])
            .Signature(("scores", "Identity_1:0"), ("Identity:0", "Identity:0"));

        _graph.Import().Outputs.Select(o => o.Name).ShouldBe(["scores", "Identity"]);
    }

    [Fact]
    public void Without_a_signature_the_tensors_that_nobody_reads_are_outputs()
    {
        _graph.Placeholder("x", [2]).Node("Relu", "a", ["x"]).Node("Neg", "b", ["a"]).Node("Abs", "c", ["a"]);

        _graph.Import().Outputs.Select(o => o.Name).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void An_output_may_bear_the_name_of_another_tensor()
    {
        // The feature map itself is called "y"; what is returned under that name is its transposition.
        _graph.Placeholder("x", [1, 1, 1, 2]).Node("Relu", "y", ["x"]).Node("Neg", "z", ["y"]);

        var model = _graph.Import(new TensorFlowGraphOptions { Outputs = [new("z", "y"), new("y", "z")] });

        var results = OnnxRun.Run(model, Feed(("x", [1, 1, 1, 2], [1, 2])));
        results["y"].ToFloat32().ShouldBe([-1f, -2]);
        results["z"].ToFloat32().ShouldBe([1f, 2]);
    }

    [Fact]
    public void An_output_may_be_an_input_or_a_constant()
    {
        _graph.Placeholder("x", [2]).Constant("c", [2], 3, 4);

        var model = _graph.Import(new TensorFlowGraphOptions { Outputs = [new("x"), new("c")], InputName = "input" });

        var results = OnnxRun.Run(model, OnnxTensor.Float32([1, 2], [2], "input"));
        results["x"].ToFloat32().ShouldBe([1f, 2]);
        results["c"].ToFloat32().ShouldBe([3f, 4]);
    }

    [Fact]
    public void A_picture_of_integers_is_fed_as_numbers()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 3], "DT_INT32")
            .Node("Cast", "float", ["x"], ("DstT", GraphModelFile.Type("DT_FLOAT")))
            .Constant("c", [], 2)
            .Node("Mul", "y", ["float", "c"]);

        _graph.Import().Inputs[0].ToString().ShouldBe("x: Float32 [N, 3, 1, 1]");
        _graph.Run("y", ("x", [1, 1, 1, 3], [1.5f, 2, 3])).ToFloat32().ShouldBe([3f, 4, 6]);
    }

    [Fact]
    public void The_input_is_named_and_its_batch_fixed_on_demand()
    {
        _graph.Placeholder("images", [-1, 2, 2, 3]).Node("Relu", "y", ["images"]);

        var model = _graph.Import(
            new TensorFlowGraphOptions
            {
                InputName = "input",
                BatchSize = 4,
                GraphName = "small",
            }
        );

        model.Inputs[0].ToString().ShouldBe("input: Float32 [4, 3, 2, 2]");
        model.GraphName.ShouldBe("small");
    }

    [Fact]
    public void Half_precision_weights_stay_so_and_are_cast_by_the_graph()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Halves("w", [1, 1, 1, 2], 0.5f, -3)
            .Halves("b", [2], 1, 2)
            .Node("_FusedConv2D", "y", ["x", "w", "b"], ("padding", Text("VALID")), ("fused_ops", Texts("BiasAdd")));

        var compact = _graph.Import();
        var full = _graph.Import(new TensorFlowGraphOptions { CompactWeights = false });

        compact.FindInitializer("w")!.ElementType.ShouldBe(OnnxElementType.Float16);
        compact.Nodes.Count(n => n.OpType == "Cast").ShouldBe(2);
        full.FindInitializer("w")!.ElementType.ShouldBe(OnnxElementType.Float32);
        full.Nodes.ShouldNotContain(n => n.OpType == "Cast");
        foreach (var model in new[] { compact, full })
        {
            var y = OnnxRun.Run(model, Feed(("x", [1, 1, 1, 1], [4])))["y"];
            y.ToFloat32().ShouldBe([3f, -10]);
        }
    }

    [Fact]
    public void Control_inputs_only_order_execution()
    {
        _graph.Placeholder("x", [1]).Node("NoOp", "init", []).Node("Neg", "y", ["x", "^init"]);

        _graph.Run("y", ("x", [1], [2])).ToFloat32().ShouldBe([-2f]);
    }

    [Fact]
    public void A_loop_is_refused()
    {
        _graph.Placeholder("x", [1]).Node("Add", "a", ["x", "b"]).Node("Relu", "b", ["a"]);

        Should
            .Throw<OnnxImportException>(() => _graph.Import(new TensorFlowGraphOptions { Outputs = [new("b")] }))
            .Message.ShouldContain("loop");
    }

    [Fact]
    public void An_output_that_the_graph_does_not_have_is_refused()
    {
        _graph.Placeholder("x", [1]).Node("Relu", "y", ["x"]);

        Should
            .Throw<OnnxImportException>(() => _graph.Import(new TensorFlowGraphOptions { Outputs = [new("yy")] }))
            .Message.ShouldContain("'yy'");
        Should
            .Throw<OnnxImportException>(() => _graph.Import(new TensorFlowGraphOptions { Outputs = [new("y:1")] }))
            .Message.ShouldContain("no output 1");
    }

    [Fact]
    public void An_input_that_the_graph_does_not_have_is_refused()
    {
        _graph.Placeholder("x", [1]).Node("Add", "y", ["x", "missing"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("'missing'");
    }

    [Fact]
    public void A_constant_without_a_weight_is_refused()
    {
        _graph.Placeholder("x", [1]).Node("Const", "c", []).Node("Add", "y", ["x", "c"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("no weight");
    }

    [Fact]
    public void A_picture_of_unknown_size_is_refused()
    {
        _graph.Placeholder("x", [1, -1, -1, 3]).Node("Relu", "y", ["x"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("must be known");
    }

    [Fact]
    public void A_filter_that_the_graph_computes_is_refused()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Placeholder("w", [1, 1, 1, 1])
            .Node("Conv2D", "y", ["x", "w"], ("padding", Text("SAME")));

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("must be constant");
    }

    [Fact]
    public void An_attribute_of_the_wrong_kind_is_refused()
    {
        _graph
            .Placeholder("x", [1, 1, 1, 1])
            .Constant("w", [1, 1, 1, 1], 1)
            .Node("Conv2D", "y", ["x", "w"], ("padding", new() { ["s"] = "not base64!" }));

        var failure = Should.Throw<OnnxImportException>(() => _graph.Import());

        failure.Message.ShouldContain("'y' (Conv2D)");
        failure.InnerException.ShouldNotBeNull();
    }

    [Fact]
    public void A_damaged_input_is_refused()
    {
        _graph
            .Node("Placeholder", "x", [], ("shape", new() { ["shape"] = new JsonObject { ["dim"] = 7 } }))
            .Node("Relu", "y", ["x"]);

        Should.Throw<OnnxImportException>(() => _graph.Import()).Message.ShouldContain("'x' (Placeholder)");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_batch_without_pictures_is_a_mistake_of_the_caller(int batch)
    {
        _graph.Placeholder("x", [1]).Node("Relu", "y", ["x"]);

        Should.Throw<ArgumentException>(() => _graph.Import(new TensorFlowGraphOptions { BatchSize = batch }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"modelTopology": {"model_config": {}}}""")]
    [InlineData("""{"modelTopology": {"node": [{"op": "Relu"}]}, "weightsManifest": []}""")]
    [InlineData("""{"modelTopology": {"node": [7]}, "weightsManifest": []}""")]
    public void A_file_that_is_no_graph_model_is_refused(string content)
    {
        File.WriteAllText(_graph.Path, content);

        Should.Throw<OnnxImportException>(() => TensorFlowGraphImporter.Import(_graph.Path)).Path.ShouldBe(_graph.Path);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        Should
            .Throw<OnnxImportException>(() => TensorFlowGraphImporter.Import(_graph.Path))
            .InnerException.ShouldBeOfType<FileNotFoundException>();
    }
}
