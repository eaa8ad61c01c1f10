namespace VisionSdk.Tests;

public sealed class ModelSlotsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_loaded_once_however_many_callers_ask_for_it_first()
    {
        var factory = new FakeModelFactory { BeforeLoad = static (_, token) => token.WaitHandle.WaitOne(30) };
        using var client = TestClient.Create(factory);

        await Task.WhenAll(
            Enumerable.Range(0, 32).Select(_ => client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token))
        );

        factory.Loads.ShouldBe(1);
    }

    [Fact]
    public async Task Two_slots_of_one_model_share_it()
    {
        var factory = new FakeModelFactory();
        using var client = TestClient.Create(
            factory,
            static options => options.Slots["again/detector"] = "object-detector-centernet"
        );

        var models = await client.WarmUpAsync([VisionSlots.ObjectDetector, "again/detector"], Token);

        models.Select(static model => model.Slot).ShouldBe([VisionSlots.ObjectDetector, "again/detector"]);
        factory.Loads.ShouldBe(1);
    }

    [Fact]
    public async Task WarmUpAsync_loads_every_configured_slot_by_default()
    {
        using var client = TestClient.Create(new FakeModelFactory());

        var models = await client.WarmUpAsync(cancellationToken: Token);

        models.Select(static model => model.Slot).ShouldBe(VisionSdkDefaults.Slots.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_transient_error_of_loading_is_tried_again()
    {
        var factory = new FakeModelFactory();
        factory.BeforeLoad = (_, _) =>
        {
            if (factory.Loads < 3)
            {
                throw new ModelLoadException("share is gone", null, null, new IOException("network"));
            }
        };
        using var client = TestClient.Create(factory, static options => options.ModelLoadRetryDelay = TimeSpan.Zero);

        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);

        factory.Loads.ShouldBe(3);
    }

    [Fact]
    public async Task Transient_errors_are_tried_again_only_as_often_as_the_options_say()
    {
        var factory = new FakeModelFactory { BeforeLoad = static (_, _) => throw new IOException("network") };
        using var client = TestClient.Create(
            factory,
            static options => (options.ModelLoadRetries, options.ModelLoadRetryDelay) = (1, TimeSpan.Zero)
        );

        await Should.ThrowAsync<IOException>(() => client.WarmUpAsync([VisionSlots.ObjectDetector], Token));

        factory.Loads.ShouldBe(2);
    }

    [Fact]
    public async Task A_damaged_model_is_not_tried_again_within_one_load_but_by_the_next_call()
    {
        var factory = new FakeModelFactory();
        var damaged = true;
        factory.BeforeLoad = (_, _) =>
        {
            if (damaged)
            {
                throw new ModelIntegrityException("hash differs");
            }
        };
        using var client = TestClient.Create(factory, static options => options.ModelLoadRetryDelay = TimeSpan.Zero);

        await Should.ThrowAsync<ModelIntegrityException>(() => client.WarmUpAsync([VisionSlots.ObjectDetector], Token));
        factory.Loads.ShouldBe(1);
        damaged = false;
        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);

        factory.Loads.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_does_not_stop_the_load_for_others()
    {
        var factory = new FakeModelFactory();
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        factory.BeforeLoad = (_, token) =>
        {
            begun.Set();
            release.Wait(token);
        };
        using var client = TestClient.Create(factory);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var impatient = client.WarmUpAsync([VisionSlots.ObjectDetector], cancellation.Token);
        var patient = client.WarmUpAsync([VisionSlots.ObjectDetector], Token);
        begun.Wait(Token);

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        release.Set();

        (await patient).Length.ShouldBe(1);
        factory.Loads.ShouldBe(1);
    }

    [Fact]
    public async Task A_load_that_takes_too_long_is_a_typed_error_with_the_time_that_it_had()
    {
        var factory = new FakeModelFactory
        {
            BeforeLoad = static (_, token) =>
            {
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
                token.ThrowIfCancellationRequested();
            },
        };
        using var client = TestClient.Create(
            factory,
            static options => (options.ModelLoadTimeout, options.ModelLoadRetries) = (TimeSpan.FromMilliseconds(50), 0)
        );

        var error = await Should.ThrowAsync<VisionTimeoutException>(() =>
            client.WarmUpAsync([VisionSlots.ObjectDetector], Token)
        );

        error.Operation.ShouldBe("load object-detector-centernet@1.0.0");
        error.Message.ShouldContain("ModelLoadTimeout");
    }
}
