namespace VisionSdk.Core.Tests;

public class DetectionPostprocessorTests
{
    private static readonly ImageSize Input = new(100, 100);

    // A 400x200 picture in the middle of a 100x100 canvas.
    private static readonly Letterbox Placement = Letterbox.Fit(new BoundingBox(0, 0, 400, 200), Input);

    private static readonly EndToEndSettings Settings = new()
    {
        Tensors = ["detections"],
        ClassCount = 3,
        NmsIoUThreshold = 0.3f,
    };

    // The second row overlaps the first by 1/3; the third is of another class.
    private static readonly OutputTensors Outputs = new(
        ([4, 6], [10, 40, 20, 50, 0.9f, 0, 15, 40, 25, 50, 0.8f, 0, 10, 40, 20, 50, 0.7f, 2, 60, 60, 70, 70, 0.4f, 1])
    );

    [Fact]
    public void Results_are_named_and_in_pixels_of_the_picture_by_falling_confidence()
    {
        var processor = new DetectionPostprocessor(Settings, ["cat", "dog"]);

        var results = processor.Process(Outputs, Input, Placement);

        // A class without a label is called by its number.
        results.ShouldBe([
            new Detection(new BoundingBox(40, 60, 40, 40), 0.9f, 0, "cat"),
            new Detection(new BoundingBox(40, 60, 40, 40), 0.7f, 2, "2"),
        ]);
    }

    [Fact]
    public void A_selection_overrides_the_settings()
    {
        var processor = new DetectionPostprocessor(Settings, ["cat", "dog", "cow"]);

        int Count(CandidateSelection selection) => processor.Process(Outputs, Input, Placement, selection).Length;

        Count(processor.Selection with { MinConfidence = 0.3f }).ShouldBe(3);
        Count(processor.Selection with { IoUThreshold = 0.5f }).ShouldBe(3);
        Count(processor.Selection with { ClassAgnostic = true }).ShouldBe(1);
        Count(processor.Selection with { MaxDetections = 1 }).ShouldBe(1);
        Count(processor.Selection with { MaxCandidates = 2 }).ShouldBe(1);
    }

    [Fact]
    public void Soft_suppression_returns_lowered_confidences()
    {
        var processor = new DetectionPostprocessor(
            Settings with
            {
                NmsMethod = SuppressionMethod.SoftLinear,
            },
            ["a", "b", "c"]
        );

        var results = processor.Process(Outputs, Input, Placement);

        results.Select(static d => d.ClassId).ShouldBe([0, 2, 0]);
        results[2].Confidence.ShouldBe(0.8f * 2 / 3, 1e-5f);
        processor
            .Process(Outputs, Input, Placement, processor.Selection with { Method = SuppressionMethod.SoftGaussian })[1]
            .Confidence.ShouldBe(0.7f);
    }

    [Fact]
    public void The_selection_is_what_the_settings_say()
    {
        var settings = Settings with
        {
            MinConfidence = 0.1f,
            NmsIoUThreshold = 0.2f,
            ClassAgnosticNms = true,
            NmsMethod = SuppressionMethod.SoftGaussian,
            SoftNmsSigma = 0.3f,
        };

        new DetectionPostprocessor(settings, []).Selection.ShouldBe(
            new CandidateSelection
            {
                MinConfidence = 0.1f,
                IoUThreshold = 0.2f,
                ClassAgnostic = true,
                Method = SuppressionMethod.SoftGaussian,
                Sigma = 0.3f,
            }
        );
        CandidateSelection.From(new EndToEndSettings { Tensors = [] }).ShouldBe(new CandidateSelection());
    }

    [Fact]
    public void Keypoints_come_along_into_the_picture()
    {
        var settings = new PriorBoxSettings
        {
            Tensors = ["scores", "boxes"],
            BoxCoding = PriorBoxCoding.Corners,
            KeypointsPerBox = 1,
        };
        var outputs = new OutputTensors(([1, 1], [4]), ([1, 6], [0.1f, 0.3f, 0.2f, 0.4f, 0.15f, 0.5f]));

        var result = new DetectionPostprocessor(settings, ["face"])
            .Process(outputs, Input, Placement)
            .ShouldHaveSingleItem();

        result.Keypoints.ShouldHaveSingleItem().X.ShouldBe(60, 1e-3f);
        result.Keypoints[0].Y.ShouldBe(100, 1e-3f);
    }

    [Fact]
    public async Task Many_threads_get_the_same_answer()
    {
        var processor = new DetectionPostprocessor(Settings, ["cat", "dog"]);
        var expected = processor.Process(Outputs, Input, Placement);

        await Parallel.ForAsync(
            0,
            200,
            TestContext.Current.CancellationToken,
            (_, _) =>
            {
                processor.Process(Outputs, Input, Placement).ShouldBe(expected);
                return ValueTask.CompletedTask;
            }
        );
    }
}
