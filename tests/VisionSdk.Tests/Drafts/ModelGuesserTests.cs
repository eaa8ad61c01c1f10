using VisionSdk.Onnx;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

public class ModelGuesserTests
{
    [Fact]
    public void UltraFace_is_recognised_without_a_hint()
    {
        var file = TestData.Find("third-party-models", "ultraface-version-RFB-320.onnx");
        Assert.SkipWhen(file is null, TestData.Missing);

        var guess = ModelGuesser.Guess(OnnxInspection.InspectFile(file));

        guess.Family.ShouldBe("UltraFace");
        guess.Labels.ShouldBe(["face"]);
        var input = guess.Input.ShouldNotBeNull();
        (input.Width, input.Height, input.Layout, input.MaxBatch).ShouldBe((320, 240, TensorLayout.Nchw, 1));
        (input.ColorOrder, input.Resize).ShouldBe((ColorOrder.Rgb, ResizeMode.Stretch));
        input.Mean.ShouldBe([127f, 127, 127]);
        input.StandardDeviation.ShouldBe([128f, 128, 128]);
        var output = guess.Output.ShouldBeOfType<PriorBoxSettings>();
        output.Tensors.ShouldBe(["scores", "boxes"]);
        (output.BoxCoding, output.Activation, output.ClassOffset).ShouldBe(
            (PriorBoxCoding.Corners, ScoreActivation.None, 1)
        );
        guess.Fields.ShouldNotContain(static field => field.NeedsReview);
    }

    [Fact]
    public void An_embedder_of_112_pixels_is_aligned_by_five_points()
    {
        var guess = ModelGuesser.Guess(Vector(112, 512));

        (guess.Family, guess.Task).ShouldBe(("ArcFace", VisionTask.Embedding));
        guess.Embedding.ShouldNotBeNull().Aligner.ShouldBe(FaceAligner.ArcFace5);
        guess.Embedding.Dimension.ShouldBe(512);
        guess.Input.ShouldNotBeNull().Mean.ShouldBe([127.5f, 127.5f, 127.5f]);
    }

    [Fact]
    public void What_no_convention_tells_is_unknown_and_not_silently_a_default()
    {
        var guess = ModelGuesser.Guess(Vector(160, 128));

        guess.IsComplete.ShouldBeTrue();
        foreach (var field in new[] { "input.colorOrder", "input.normalisation", "input.resize", "embedding.aligner" })
        {
            Confidence(guess, field).ShouldBe(GuessConfidence.Unknown, field);
        }
    }

    [Fact]
    public void A_graph_that_subtracts_a_mean_first_gets_raw_pixels()
    {
        var graph = new GraphBuilder("own");
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, 112, 112);
        var y = graph.ReduceMean(graph.Div(graph.Sub(x, graph.Scalar(127.5f)), graph.Scalar(128)), [2, 3]);
        graph.Output(graph.MatMul(y, graph.Constant(OnnxTensor.Float32(new float[3 * 256], [3, 256]))), "y", 1, 256);

        var guess = ModelGuesser.Guess(OnnxInspection.Inspect(graph.Build()));

        guess.Input.ShouldNotBeNull().Mean.IsDefaultOrEmpty.ShouldBeTrue();
        guess.Input.Scale.ShouldBe(1);
        guess.Fields.Single(static field => field.Field == "input.normalisation").Reason.ShouldContain("Sub");
    }

    [Fact]
    public void Hints_win_and_are_said_to_be_given()
    {
        var hints = new ModelHints
        {
            ColorOrder = ColorOrder.Bgr,
            Resize = ResizeMode.Crop,
            Scale = 1 / 255f,
            Labels = ["a", "b"],
            Task = VisionTask.Classification,
        };

        var guess = ModelGuesser.Guess(Vector(160, 2), hints);

        guess.Task.ShouldBe(VisionTask.Classification);
        guess.Labels.ShouldBe(["a", "b"]);
        var input = guess.Input.ShouldNotBeNull();
        (input.ColorOrder, input.Resize, input.Scale).ShouldBe((ColorOrder.Bgr, ResizeMode.Crop, 1 / 255f));
        foreach (var field in new[] { "task", "input.colorOrder", "input.resize", "input.normalisation", "labels" })
        {
            Confidence(guess, field).ShouldBe(GuessConfidence.Given, field);
        }
    }

    [Fact]
    public void A_graph_of_any_size_needs_to_be_told_one()
    {
        var graph = new GraphBuilder("any");
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, "h", "w");
        graph.Output(graph.Reshape(graph.GlobalAveragePool(x), 1, 3), "y", 1, 3);
        var report = OnnxInspection.Inspect(graph.Build());

        ModelGuesser.Guess(report).IsComplete.ShouldBeFalse();
        ModelGuesser
            .Guess(report, new ModelHints { InputSize = new ImageSize(64, 32) })
            .Input.ShouldNotBeNull()
            .Size.ShouldBe(new ImageSize(64, 32));
    }

    [Theory]
    [InlineData("prior-box")]
    [InlineData("no-such-decoder")]
    public void A_decoder_that_does_not_read_the_outputs_is_no_guess(string decoder)
    {
        var report = OnnxInspection.Inspect(PlantedYolos.Version8().Model);

        var guess = ModelGuesser.Guess(report, new ModelHints { Decoder = decoder });

        guess.IsComplete.ShouldBeFalse();
        guess.Fields.First(static field => field.Field == "task").Reason.ShouldContain("output0 [7, 126]");
    }

    [Fact]
    public void Ssd300_gets_the_priors_of_the_paper()
    {
        Ssd300Priors
            .Grids.Sum(static grid =>
                (300 + grid.Stride - 1) / grid.Stride * ((300 + grid.Stride - 1) / grid.Stride) * grid.PriorsPerCell
            )
            .ShouldBe(8732);
        Ssd300Priors.Sizes[0][1].Width.ShouldBe(MathF.Sqrt(30 * 60), 1e-4f);
        Ssd300Priors.Sizes[1].Length.ShouldBe(6);
        Ssd300Priors.Sizes[1][4].ShouldBe(new Anchor(60 * MathF.Sqrt(3), 60 / MathF.Sqrt(3)));
    }

    private static GuessConfidence Confidence(ModelGuess guess, string field) =>
        guess.Fields.Single(found => found.Field == field).Confidence;

    private static OnnxGraphReport Vector(int side, int length)
    {
        var graph = new GraphBuilder("vector");
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, side, side);
        var pooled = graph.Reshape(graph.GlobalAveragePool(x), 1, 3);
        var weights = graph.Constant(OnnxTensor.Float32(new float[3 * length], [3, length]));
        graph.Output(graph.MatMul(pooled, weights), "y", 1, length);
        return OnnxInspection.Inspect(graph.Build());
    }
}
