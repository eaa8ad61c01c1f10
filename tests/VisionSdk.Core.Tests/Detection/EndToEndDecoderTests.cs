namespace VisionSdk.Core.Tests;

public class EndToEndDecoderTests
{
    private static readonly ImageSize Input = new(64, 32);

    private static readonly EndToEndSettings Settings = new() { Tensors = ["detections"], ClassCount = 3 };

    [Fact]
    public void Rows_are_corners_confidence_and_class()
    {
        var outputs = new OutputTensors(([3, 6], [1, 2, 30, 20, 0.9f, 2, 5, 5, 6, 6, 0.4f, 0, 0, 0, 1, 1, 0.9f, -1]));

        Decoded.ShouldAgree(Decoded.Run(Settings, outputs, Input, 0.5f), [new Decoded(1, 2, 30, 20, 0.9f, 2)]);
    }

    [Fact]
    public void Normalized_rows_are_fractions_of_the_input()
    {
        var outputs = new OutputTensors(([1, 6], [0.25f, 0.5f, 0.75f, 1, 0.9f, 0]));

        var found = Decoded.Run(Settings with { Normalized = true }, outputs, Input, 0.5f);

        Decoded.ShouldAgree(found, [new Decoded(16, 16, 48, 32, 0.9f, 0)]);
    }

    [Fact]
    public void Three_tensors_of_an_ssd_are_boxes_confidences_and_classes()
    {
        var settings = Settings with
        {
            Tensors = ["boxes", "scores", "classes"],
            Normalized = true,
            YBeforeX = true,
            ClassOffset = 1,
        };
        var outputs = new OutputTensors(
            ([2, 4], [0.5f, 0.25f, 1, 0.75f, 0, 0, 1, 1]),
            ([2], [0.9f, 0.1f]),
            ([2], [3, 1])
        );

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, 0.5f), [new Decoded(16, 16, 48, 32, 0.9f, 2)]);
    }

    [Fact]
    public void The_background_of_a_graph_that_reports_it_is_an_error_of_the_offset()
    {
        var outputs = new OutputTensors(([1, 6], [1, 2, 30, 20, 0.9f, 0]));

        Should
            .Throw<ModelSignatureException>(() => Decoded.Run(Settings with { ClassOffset = 1 }, outputs, Input, 0.5f))
            .Message.ShouldContain("classes 1 to 3, not 0");
    }

    [Fact]
    public void A_class_that_the_manifest_does_not_know_is_an_error()
    {
        var outputs = new OutputTensors(([1, 6], [1, 2, 30, 20, 0.9f, 3]));

        var exception = Should.Throw<ModelSignatureException>(() => Decoded.Run(Settings, outputs, Input, 0.5f));

        exception.Message.ShouldContain("classes 0 to 2, not 3");
    }

    [Fact]
    public void A_tensor_without_whole_rows_is_an_error()
    {
        var outputs = new OutputTensors(([7], new float[7]));

        Should
            .Throw<ModelSignatureException>(() => Decoded.Run(Settings, outputs, Input, 0.5f))
            .TensorName.ShouldBe("detections");
    }
}
