namespace VisionSdk.Tests;

public sealed class VisionClientDetectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DetectAsync_returns_the_detections_with_the_size_of_the_picture()
    {
        using var client = TestClient.Create(new FakeModelFactory());

        var result = await client.DetectAsync(Pictures.Sized(30, 20), cancellationToken: Token);

        result.ImageSize.ShouldBe(new ImageSize(30, 20));
        result.Detections.ShouldHaveSingleItem().Box.ShouldBe(new BoundingBox(0, 0, 30, 20));
    }

    [Fact]
    public async Task DetectAsync_says_which_model_ran_and_where()
    {
        var factory = new FakeModelFactory();
        factory.Models["object-detector-centernet"] = new FakeDetector(
            Manifests.Detector("object-detector-centernet", "2.1.0")
        )
        {
            Provider = new(ExecutionProvider.Auto, ExecutionProvider.Cpu, "no GPU"),
        };
        using var client = TestClient.Create(factory);

        var provenance = (await client.DetectAsync(Pictures.Sized(30, 20), cancellationToken: Token)).Provenance;

        var model = provenance.Models.ShouldHaveSingleItem();
        model.Slot.ShouldBe(VisionSlots.ObjectDetector);
        model.ModelId.ShouldBe("object-detector-centernet");
        model.Version.ShouldBe("2.1.0");
        model.Sha256.ShouldBe(Manifests.Sha256);
        (model.RequestedProvider, model.Provider, model.ProviderReason).ShouldBe(
            (ExecutionProvider.Auto, ExecutionProvider.Cpu, "no GPU")
        );
        model.ToString().ShouldBe("objects/detector: object-detector-centernet 2.1.0 (0123456789ab, Cpu)");
        provenance.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
        provenance.Queued.ShouldBeLessThanOrEqualTo(provenance.Elapsed);
        provenance.Space.ShouldBeNull();
    }

    [Fact]
    public async Task DetectAsync_uses_the_slot_or_the_model_that_the_options_name()
    {
        var factory = new FakeModelFactory();
        using var client = TestClient.Create(factory, options => options.Slots["counters/detector"] = "counter@3.0.0");

        var faces = await client.DetectAsync(Pictures.Sized(9, 9), DetectOptions.Faces, Token);
        var counters = await client.DetectAsync(
            Pictures.Sized(9, 9),
            new DetectOptions { Slot = "counters/detector" },
            Token
        );
        var named = await client.DetectAsync(Pictures.Sized(9, 9), new DetectOptions { Model = "yolo" }, Token);

        faces.Provenance.Models[0].ModelId.ShouldBe("face-detector-blazeface");
        counters.Provenance.Models[0].ModelId.ShouldBe("counter");
        named.Provenance.Models[0].ModelId.ShouldBe("yolo");
    }

    [Fact]
    public async Task DetectAsync_names_the_configured_slots_when_the_slot_is_unknown()
    {
        using var client = TestClient.Create(new FakeModelFactory());

        var error = await Should.ThrowAsync<ArgumentException>(() =>
            client.DetectAsync(Pictures.Sized(9, 9), new DetectOptions { Slot = "whales/detector" }, Token)
        );

        error.Message.ShouldContain("'whales/detector'");
        error.Message.ShouldContain(VisionSlots.ObjectDetector);
    }

    [Fact]
    public async Task DetectAsync_refuses_a_model_that_does_not_detect()
    {
        var factory = new FakeModelFactory();
        factory.Models["face-expression"] = new FakeModel(Manifests.Other("face-expression"));
        using var client = TestClient.Create(factory);

        var error = await Should.ThrowAsync<ArgumentException>(() =>
            client.DetectAsync(Pictures.Sized(9, 9), new DetectOptions { Slot = VisionSlots.FaceExpression }, Token)
        );

        error.Message.ShouldContain("Classification, not for detection");
    }

    [Fact]
    public async Task DetectAsync_passes_an_undecodable_picture_on_as_a_typed_error()
    {
        var factory = new FakeModelFactory();
        using var client = TestClient.Create(factory);

        var error = await Should.ThrowAsync<ImageDecodeException>(() =>
            client.DetectAsync(Pictures.Damaged(), cancellationToken: Token)
        );

        error.Failure.ShouldBe(ImageDecodeFailure.Undecodable);
        factory.Detector().Calls.ShouldBe(0);
    }

    [Fact]
    public async Task DetectAsync_applies_the_image_limits_of_the_options()
    {
        using var client = TestClient.Create(new FakeModelFactory(), options => options.Images.MaxSide = 16);

        var error = await Should.ThrowAsync<ImageDecodeException>(() =>
            client.DetectAsync(Pictures.Sized(17, 2), cancellationToken: Token)
        );

        error.Failure.ShouldBe(ImageDecodeFailure.TooManyPixels);
    }

    [Fact]
    public void DetectAsync_checks_the_options_before_anything_else()
    {
        using var client = TestClient.Create(new FakeModelFactory());

        Should.Throw<ArgumentNullException>(() => client.DetectAsync(null!, cancellationToken: Token));
        Check(new DetectOptions { MinConfidence = 1.1f });
        Check(new DetectOptions { MinConfidence = float.NaN });
        Check(new DetectOptions { NmsIoUThreshold = -0.1f });
        Check(new DetectOptions { MaxDetections = 0 });

        void Check(DetectOptions options) =>
            Should.Throw<ArgumentOutOfRangeException>(() => client.DetectAsync(Pictures.Sized(9, 9), options, Token));
    }

    [Fact]
    public async Task DetectAsync_computes_on_the_thread_pool_and_not_on_the_callers_thread()
    {
        var factory = new FakeModelFactory();
        var threads = new List<(int Id, bool IsPool)>();
        factory.Detector().During = (_, _) =>
            threads.Add((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
        using var client = TestClient.Create(factory);
        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);
        var caller = 0;
        Task? detection = null;
        var thread = new Thread(() =>
        {
            caller = Environment.CurrentManagedThreadId;
            detection = client.DetectAsync(Pictures.Sized(9, 9), cancellationToken: Token);
        });

        thread.Start();
        thread.Join();
        await detection!;

        var computed = threads.ShouldHaveSingleItem();
        computed.IsPool.ShouldBeTrue();
        computed.Id.ShouldNotBe(caller);
    }
}
