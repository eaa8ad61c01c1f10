namespace VisionSdk.ML.Tests;

public sealed class KeypointLocatorTests : IDisposable
{
    private readonly ImageDecoder _decoder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void Keypoints_of_the_whole_picture_come_in_its_pixels()
    {
        // 64x32 on 16x16: a quarter, 4 rows of padding.
        using var tiny = Locator([8, 8, 0, 4, 16, 12], new KeypointSettings { Tensors = ["y"], Count = 3 });
        using var engine = tiny.Load();
        using var image = Picture();
        var locator = new KeypointLocator(engine);

        var found = locator.Locate(image, cancellationToken: Token);

        found.ShouldBe([new Keypoint(32, 16, 1), new Keypoint(0, 0, 1), new Keypoint(64, 32, 1)]);
        locator.Count.ShouldBe(3);
        locator.InputSize.ShouldBe(new ImageSize(16, 16));
    }

    [Fact]
    public void Keypoints_of_a_box_lie_where_the_box_is_enlarged_as_the_manifest_says()
    {
        var settings = new KeypointSettings
        {
            Tensors = ["y"],
            Count = 2,
            Normalized = true,
        };
        using var tiny = TinyPackage.Write(
            TinyGraphs.Values([0, 0, 0.5f, 1], [4]),
            TinyGraphs.Input with
            {
                RegionScale = 2,
            },
            settings
        );
        using var engine = tiny.Load();
        using var image = Picture();

        // 8x8 about (20, 16) becomes 16x16 from (12, 8) on.
        var found = new KeypointLocator(engine).Locate(image, new BoundingBox(16, 12, 8, 8), Token);

        found.ShouldBe([new Keypoint(12, 8, 1), new Keypoint(20, 24, 1)]);
    }

    [Fact]
    public void A_third_value_is_a_confidence_where_the_manifest_says_so_and_y_may_come_first()
    {
        float[] values = [0.25f, 0.5f, 0.75f];
        var settings = new KeypointSettings
        {
            Tensors = ["y"],
            Count = 1,
            Dimensions = 3,
            Normalized = true,
            YBeforeX = true,
            HasConfidence = true,
        };
        using var image = TinyGraphs.Plain(_decoder, 32, 32, 0, 0, 0);

        Locate(settings).ShouldBe(new Keypoint(16, 8, 0.75f));
        Locate(settings with { HasConfidence = false }).ShouldBe(new Keypoint(16, 8, 1));
        Locate(settings with { YBeforeX = false }).ShouldBe(new Keypoint(8, 16, 0.75f));

        Keypoint Locate(KeypointSettings output)
        {
            using var tiny = Locator(values, output);
            using var engine = tiny.Load();
            return new KeypointLocator(engine).Locate(image, cancellationToken: Token).ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Many_boxes_give_what_each_gives_alone(int maxBatch)
    {
        // The smooth picture has another mean in every box.
        using var tiny = TinyPackage.Write(
            TinyGraphs.Values([1, 2, 3, 4], [4], [0.01f, 0.02f, -0.01f, 0]),
            TinyGraphs.Input,
            new KeypointSettings { Tensors = ["y"], Count = 2 }
        );
        using var engine = tiny.Load(new EngineOptions { MaxBatch = maxBatch });
        using var image = _decoder.Decode(TestPictures.SmoothSource(80, 60));
        var locator = new KeypointLocator(engine);
        var boxes = Enumerable.Range(0, 5).Select(static i => new BoundingBox(10 * i, 5 * i, 20, 15 + i)).ToArray();

        var many = locator.LocateMany(image, boxes, Token);

        many.Length.ShouldBe(5);
        for (var i = 0; i < boxes.Length; i++)
        {
            var alone = locator.Locate(image, boxes[i], Token);
            for (var k = 0; k < 2; k++)
            {
                many[i][k].X.ShouldBe(alone[k].X, 1e-4f);
                many[i][k].Y.ShouldBe(alone[k].Y, 1e-4f);
            }
        }

        locator.LocateMany(image, ReadOnlySpan<BoundingBox>.Empty, Token).ShouldBeEmpty();
    }

    [Fact]
    public void Another_number_of_values_than_the_manifest_says_is_an_error_of_the_model()
    {
        using var tiny = Locator([1, 2, 3, 4], new KeypointSettings { Tensors = ["y"], Count = 3 });
        using var engine = tiny.Load();
        using var image = Picture();

        var exception = Should.Throw<ModelSignatureException>(() =>
            new KeypointLocator(engine).Locate(image, cancellationToken: Token)
        );

        exception.TensorName.ShouldBe("y");
        exception.Message.ShouldContain("6 values");
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var other = TinyPackage.Identity();
        using var otherEngine = other.Load();
        using var tiny = Locator([1, 2], new KeypointSettings { Tensors = ["y"], Count = 1 });
        var engine = tiny.Load();
        using var image = Picture();
        var locator = new KeypointLocator(engine);
        var cancelled = new CancellationToken(canceled: true);
        var empty = new BoundingBox(5, 5, 0, 5);

        Should.Throw<ArgumentException>(() => new KeypointLocator(otherEngine));
        Should.Throw<ArgumentOutOfRangeException>(() => locator.Locate(image, empty, Token));
        Should.Throw<ArgumentOutOfRangeException>(() => locator.LocateMany(image, [empty], Token));
        Should.Throw<OperationCanceledException>(() => locator.Locate(image, cancellationToken: cancelled));
        Should.Throw<OperationCanceledException>(() =>
            locator.LocateMany(image, [new BoundingBox(0, 0, 5, 5)], cancelled)
        );
        locator.Locate(image, cancellationToken: Token).Length.ShouldBe(1, "failed calls give their slot back");
        engine.Dispose();
        Should.Throw<ObjectDisposedException>(() => locator.Locate(image, cancellationToken: Token));
    }

    private static TinyPackage Locator(float[] values, KeypointSettings settings) =>
        TinyPackage.Write(TinyGraphs.Values(values, [values.Length]), TinyGraphs.Input, settings);

    private DecodedImage Picture() => TinyGraphs.Plain(_decoder, 64, 32, 10, 20, 30);
}
