using VisionSdk.Onnx;

namespace VisionSdk.ML.Tests;

public sealed class GraphSignatureTests
{
    [Fact]
    public void An_input_of_another_name_is_refused()
    {
        using var tiny = TinyPackage.Identity(change: static m => m with { Input = m.Input with { Name = "images" } });

        var exception = Should.Throw<ModelSignatureException>(() => tiny.Load());

        exception.TensorName.ShouldBe("images");
        exception.Actual.ShouldBe("x");
    }

    [Fact]
    public void An_output_that_is_missing_is_refused()
    {
        using var tiny = TinyPackage.Identity(change: static m => m with { Output = TinyPackage.Embedding("scores") });

        var exception = Should.Throw<ModelSignatureException>(() => tiny.Load());

        exception.TensorName.ShouldBe("scores");
        exception.Actual.ShouldBe("y");
    }

    public static TheoryData<string, Func<ModelInput, ModelInput>> OtherInputs =>
        new()
        {
            { "[?, 3, 4, 2]", static i => i with { Height = 4 } },
            { "[?, 3, 2, 4]", static i => i with { Width = 4 } },
            { "[?, 1, 2, 2]", static i => i with { ColorOrder = ColorOrder.Gray } },
            { "[?, 2, 2, 3]", static i => i with { Layout = TensorLayout.Nhwc } },
            { "[?, 3, ?, ?]", static i => i with { SizeMultiple = 2 } },
        };

    [Theory]
    [MemberData(nameof(OtherInputs))]
    public void An_input_of_another_shape_is_refused(string expected, Func<ModelInput, ModelInput> change)
    {
        using var tiny = TinyPackage.Identity(change: m => m with { Input = change(m.Input) });

        var exception = Should.Throw<ModelSignatureException>(() => tiny.Load());

        exception.Expected.ShouldBe(expected);
        exception.Actual.ShouldBe("[?, 3, 2, 2]");
        exception.TensorName.ShouldBe("x");
    }

    [Fact]
    public void A_graph_of_fixed_batch_does_not_pass_for_one_that_takes_any()
    {
        using var tiny = TinyPackage.Identity(
            maxBatch: 1,
            static m => m with { Input = m.Input with { MaxBatch = 0 } }
        );

        Should.Throw<ModelSignatureException>(() => tiny.Load()).Actual.ShouldBe("[1, 3, 2, 2]");
    }

    [Fact]
    public void A_tensor_of_another_element_type_is_refused()
    {
        var graph = new GraphBuilder("half");
        var x = graph.Input("x", OnnxElementType.Float16, "N", 3, 2, 2);
        graph.Output(graph.Cast(x, OnnxElementType.Float32), "y", "N", 3, 2, 2);
        using var tiny = TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(),
            new ClassificationSettings { Tensors = ["y"] }
        );

        var exception = Should.Throw<ModelSignatureException>(() => tiny.Load());

        exception.Expected.ShouldBe("Float");
        exception.Actual.ShouldBe("Float16");
    }

    [Fact]
    public void A_second_input_is_refused()
    {
        var graph = new GraphBuilder("two");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, 2, 2);
        var z = graph.Input("z", OnnxElementType.Float32, "N", 3, 2, 2);
        graph.Output(graph.Add(x, z), "y", "N", 3, 2, 2);
        using var tiny = TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(),
            new ClassificationSettings { Tensors = ["y"] }
        );

        Should.Throw<ModelSignatureException>(() => tiny.Load()).Actual.ShouldBe("x, z");
    }

    [Fact]
    public void An_output_that_does_not_follow_the_batch_is_refused_when_it_is_run()
    {
        var graph = new GraphBuilder("rows");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, 2, 2);
        // As many rows as there are values other than 0.
        var rows = graph.Node("Transpose", [graph.Node("NonZero", [x])], [OnnxAttribute.Ints("perm", 1, 0)]);
        graph.Output(graph.Cast(rows, OnnxElementType.Float32), "y", "rows", 4);
        using var tiny = TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(),
            new ClassificationSettings { Tensors = ["y"] }
        );
        using var engine = tiny.Load();
        using var slot = engine.Rent();
        slot.Input(0).Clear();
        slot.Input(1).Fill(1);

        var exception = Should.Throw<ModelSignatureException>(() => slot.Run(2));

        exception.Expected.ShouldBe("[2, ...]");
        exception.Actual.ShouldBe("[12, 4]");
    }
}
