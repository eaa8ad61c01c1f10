namespace VisionSdk.ML.Tests;

public sealed class ObjectDetectorTests : IDisposable
{
    // A 64x32 picture lies on the 16x16 canvas at a quarter of its size, with 4 rows of padding above and below.
    private static readonly float[] CatDogCat = [4, 6, 8, 10, 0.6f, 0, 10, 5, 14, 9, 0.9f, 1, 0, 4, 2, 6, 0.7f, 0];

    private readonly ImageDecoder _decoder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void Boxes_come_in_pixels_of_the_picture_most_confident_first()
    {
        using var tiny = TinyGraphs.Detector(CatDogCat, labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);

        var found = detector.Detect(image, cancellationToken: Token);

        found.ShouldBe([
            new Detection(new BoundingBox(40, 4, 16, 16), 0.9f, 1, "dog"),
            new Detection(new BoundingBox(0, 0, 8, 8), 0.7f, 0, "cat"),
            new Detection(new BoundingBox(16, 8, 16, 16), 0.6f, 0, "cat"),
        ]);
        detector.Labels.ShouldBe(["cat", "dog"]);
        detector.KeypointsPerBox.ShouldBe(0);
    }

    [Fact]
    public void Boxes_are_clipped_to_the_picture_and_those_in_the_padding_are_none()
    {
        // The second box lies wholly in the rows above the picture, the first reaches into them and over the left edge.
        float[] rows = [-2, 2, 4, 8, 0.9f, 0, 4, 0, 8, 3, 0.8f, 0];
        using var tiny = TinyGraphs.Detector(rows);
        using var engine = tiny.Load();
        using var image = Picture();

        var found = new ObjectDetector(engine).Detect(image, cancellationToken: Token);

        found.ShouldHaveSingleItem().Box.ShouldBe(new BoundingBox(0, 0, 16, 16));
    }

    [Fact]
    public void Only_the_wanted_labels_are_returned()
    {
        using var tiny = TinyGraphs.Detector(CatDogCat, labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);

        detector
            .Detect(image, new DetectionOptions { Labels = ["cat"] }, Token)
            .Select(static detection => detection.Confidence)
            .ShouldBe([0.7f, 0.6f]);
        Should
            .Throw<ArgumentException>(() => detector.Detect(image, new DetectionOptions { Labels = ["cow"] }, Token))
            .Message.ShouldContain("cat, dog");
    }

    [Fact]
    public void An_unwanted_box_still_suppresses_a_wanted_one()
    {
        float[] rows = [4, 6, 8, 10, 0.6f, 0, 4, 6, 8, 10, 0.9f, 1];
        using var tiny = TinyGraphs.Detector(rows, labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);
        var cats = new DetectionOptions { Labels = ["cat"] };

        detector.Detect(image, cats, Token).Length.ShouldBe(1);
        detector.Detect(image, cats with { ClassAgnosticNms = true }, Token).ShouldBeEmpty();
        detector.Detect(image, cats with { ClassAgnosticNms = true, NmsIoUThreshold = 1 }, Token).Length.ShouldBe(1);
    }

    [Fact]
    public void The_most_confident_detections_are_returned_up_to_a_number()
    {
        using var tiny = TinyGraphs.Detector(CatDogCat, labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);

        detector
            .Detect(image, new DetectionOptions { MaxDetections = 2 }, Token)
            .Select(static detection => detection.Confidence)
            .ShouldBe([0.9f, 0.7f]);
        // The filter comes before the number: the one cat is the most confident cat.
        detector
            .Detect(image, new DetectionOptions { MaxDetections = 1, Labels = ["cat"] }, Token)
            .ShouldHaveSingleItem()
            .Confidence.ShouldBe(0.7f);
    }

    [Fact]
    public void The_lowest_confidence_is_the_manifests_unless_the_caller_says_another()
    {
        using var tiny = TinyGraphs.Detector(
            CatDogCat,
            change: static settings => settings with { MinConfidence = 0.65f },
            labels: ["cat", "dog"]
        );
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);

        detector.Detect(image, cancellationToken: Token).Length.ShouldBe(2);
        detector.Detect(image, new DetectionOptions { MinConfidence = 0.9f }, Token).Length.ShouldBe(1);
        detector.Detect(image, new DetectionOptions { MinConfidence = 0 }, Token).Length.ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Many_pictures_give_what_each_gives_alone(int maxBatch)
    {
        // The mean of a picture moves the box and changes the confidence.
        using var tiny = TinyGraphs.Detector([4, 6, 8, 10, 0.5f, 0], perMean: [0.01f, 0, 0.01f, 0.005f, 0.001f, 0]);
        using var engine = tiny.Load(new EngineOptions { MaxBatch = maxBatch });
        var detector = new ObjectDetector(engine);
        var images = Enumerable
            .Range(0, 7)
            .Select(i => TinyGraphs.Plain(_decoder, 40 + (10 * i), 60, (byte)(30 * i), 40, 50))
            .ToArray();

        var many = detector.DetectMany(images, cancellationToken: Token);

        many.Length.ShouldBe(7);
        for (var i = 0; i < images.Length; i++)
        {
            var alone = detector.Detect(images[i], cancellationToken: Token).ShouldHaveSingleItem();
            var together = many[i].ShouldHaveSingleItem();
            together.Confidence.ShouldBe(alone.Confidence, 1e-6f);
            together.Box.IntersectionOverUnion(alone.Box).ShouldBeGreaterThan(0.9999f);
            images[i].Dispose();
        }

        many.Select(static found => found[0].Box).Distinct().Count().ShouldBe(7);
        detector.DetectMany([], cancellationToken: Token).ShouldBeEmpty();
    }

    [Fact]
    public void Values_out_of_their_range_are_refused_by_name()
    {
        using var tiny = TinyGraphs.Detector(CatDogCat, labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);

        Refused(new DetectionOptions { MinConfidence = 1.5f }).ShouldContain("MinConfidence");
        Refused(new DetectionOptions { MinConfidence = float.NaN }).ShouldContain("MinConfidence");
        Refused(new DetectionOptions { NmsIoUThreshold = -0.1f }).ShouldContain("NmsIoUThreshold");
        Refused(new DetectionOptions { MaxDetections = 0 }).ShouldContain("MaxDetections");

        string Refused(DetectionOptions options) =>
            Should.Throw<ArgumentOutOfRangeException>(() => detector.Detect(image, options, Token)).Message;
    }

    [Fact]
    public void A_class_that_the_manifest_does_not_have_is_an_error_of_the_model()
    {
        using var tiny = TinyGraphs.Detector([4, 6, 8, 10, 0.9f, 2], labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();

        Should.Throw<ModelSignatureException>(() => new ObjectDetector(engine).Detect(image, cancellationToken: Token));
    }

    [Fact]
    public void A_model_for_another_task_is_refused()
    {
        using var tiny = TinyPackage.Identity();
        using var engine = tiny.Load();

        Should.Throw<ArgumentException>(() => new ObjectDetector(engine)).Message.ShouldContain("tiny");
    }

    [Fact]
    public void A_disposed_engine_or_picture_says_so()
    {
        using var tiny = TinyGraphs.Detector(CatDogCat, labels: ["cat", "dog"]);
        var engine = tiny.Load();
        var detector = new ObjectDetector(engine);
        var gone = Picture();
        gone.Dispose();
        using var image = Picture();

        Should.Throw<ObjectDisposedException>(() => detector.Detect(gone, cancellationToken: Token));
        detector.Detect(image, cancellationToken: Token).Length.ShouldBe(3, "a failed call gives its slot back");
        engine.Dispose();
        Should.Throw<ObjectDisposedException>(() => detector.Detect(image, cancellationToken: Token));
    }

    [Fact]
    public void A_cancelled_token_stops_before_the_network()
    {
        using var tiny = TinyGraphs.Detector(CatDogCat, labels: ["cat", "dog"]);
        using var engine = tiny.Load();
        using var image = Picture();
        var detector = new ObjectDetector(engine);
        var cancelled = new CancellationToken(canceled: true);

        Should.Throw<OperationCanceledException>(() => detector.Detect(image, cancellationToken: cancelled));
        Should.Throw<OperationCanceledException>(() => detector.DetectMany([image], cancellationToken: cancelled));
    }

    private DecodedImage Picture() => TinyGraphs.Plain(_decoder, 64, 32, 10, 20, 30);
}
