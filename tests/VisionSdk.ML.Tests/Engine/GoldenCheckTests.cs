using System.Collections.Immutable;
using VisionSdk.Onnx;

namespace VisionSdk.ML.Tests;

public sealed class GoldenCheckTests
{
    private const uint Seed = 42;

    [Fact]
    public void A_graph_that_computes_what_the_manifest_promises_is_loaded()
    {
        using var tiny = WithGolden(static golden => golden);

        using var engine = tiny.Load();

        engine.Manifest.Golden.ShouldNotBeNull();
    }

    public static TheoryData<string, Func<GoldenOutput, GoldenOutput>> Differences =>
        new()
        {
            { "at 5 is", static g => g with { Values = g.Values.SetItem(1, g.Values[1] + (2e-4f * g.Scale)) } },
            { "has the length", static g => g with { Length = 13 } },
            { "has the largest magnitude", static g => g with { Scale = g.Scale * 1.01f } },
            { "has the mean magnitude", static g => g with { MeanAbsolute = g.MeanAbsolute * 1.01f } },
        };

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_difference_is_named_with_tensor_expected_and_actual(
        string what,
        Func<GoldenOutput, GoldenOutput> change
    )
    {
        using var tiny = WithGolden(change);

        var exception = Should.Throw<ModelIntegrityException>(() => tiny.Load());

        exception.Message.ShouldContain($"'y' of model 'tiny' 1.0.0 {what}");
        exception.Expected.ShouldNotBeNullOrEmpty();
        exception.Actual.ShouldNotBe(exception.Expected);
        exception.ModelId.ShouldBe("tiny");
    }

    [Fact]
    public void A_difference_within_the_tolerance_is_taken()
    {
        using var tiny = WithGolden(static g =>
            g with
            {
                Values = g.Values.SetItem(1, g.Values[1] + (0.5e-4f * g.Scale)),
            }
        );

        using var engine = tiny.Load();
    }

    [Fact]
    public void The_check_can_be_switched_off()
    {
        using var tiny = WithGolden(static g => g with { Scale = g.Scale * 1.01f });

        using var engine = tiny.Load(new EngineOptions { CheckGolden = false });
    }

    [Fact]
    public void An_output_that_is_not_a_number_is_refused_even_where_no_sample_lies()
    {
        var graph = new GraphBuilder("nan");
        var x = graph.Input("x", OnnxElementType.Float32, "N", 3, 2, 2);
        // Square roots of the negative part of the input.
        graph.Output(graph.Sqrt(x), "y", "N", 3, 2, 2);
        using var tiny = TinyPackage.Write(
            graph.Build(),
            TinyPackage.SmallInput(),
            new EndToEndSettings { Tensors = ["y"] },
            static m => m with { Golden = Golden(static g => g with { Positions = [0], Values = [0] }) }
        );

        Should.Throw<ModelIntegrityException>(() => tiny.Load()).Actual.ShouldBe("NaN");
    }

    [Fact]
    public void A_golden_output_that_the_graph_lacks_is_refused()
    {
        using var tiny = WithGolden(static g => g with { Tensor = "z" });

        Should.Throw<ModelSignatureException>(() => tiny.Load()).TensorName.ShouldBe("z");
    }

    // A detector, since the length of an embedding is checked with the manifest already.
    private static TinyPackage WithGolden(Func<GoldenOutput, GoldenOutput> change) =>
        TinyPackage.Identity(change: m =>
            m with
            {
                Task = VisionTask.Detection,
                Output = new EndToEndSettings { Tensors = ["y"] },
                Labels = ["class"],
                Embedding = null,
                Golden = Golden(change),
            }
        );

    // The network returns its input, so the pattern itself is what is expected.
    private static GoldenRun Golden(Func<GoldenOutput, GoldenOutput> change)
    {
        var values = new float[12];
        GoldenPattern.Fill(Seed, -2, 2, values);
        ImmutableArray<int> positions = [0, 5, 11];
        return new GoldenRun
        {
            Seed = Seed,
            Minimum = -2,
            Maximum = 2,
            Outputs =
            [
                change(
                    new GoldenOutput
                    {
                        Tensor = "y",
                        Length = values.Length,
                        Scale = values.Max(MathF.Abs),
                        MeanAbsolute = values.Average(MathF.Abs),
                        Positions = positions,
                        Values = [.. positions.Select(p => values[p])],
                    }
                ),
            ],
        };
    }
}
