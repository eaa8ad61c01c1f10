using Polly;
using Polly.Simmy;
using Polly.Simmy.Fault;
using Polly.Simmy.Latency;
using VisionSdk.Storage;

namespace VisionSdk.Tests;

/// <summary>Faults that Polly's chaos strategies inject at the inside of the client's own pipelines.</summary>
public sealed class PipelineFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transient_faults_of_a_load_are_tried_again()
    {
        var faults = new Faults(
            VisionPipelines.ModelLoadKey,
            static () => new IOException("the share is gone"),
            count: 2
        );
        using var client = Create(faults, static options => options.ModelLoadRetryDelay = TimeSpan.Zero);

        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);

        faults.Injected.ShouldBe(2);
    }

    [Fact]
    public async Task Faults_of_a_load_that_stay_are_not_tried_again()
    {
        var faults = new Faults(
            VisionPipelines.ModelLoadKey,
            static () => new ModelIntegrityException("the hash differs"),
            count: 2
        );
        using var client = Create(faults, static options => options.ModelLoadRetryDelay = TimeSpan.Zero);

        await Should.ThrowAsync<ModelIntegrityException>(() => client.WarmUpAsync([VisionSlots.ObjectDetector], Token));

        faults.Injected.ShouldBe(1);
    }

    [Fact]
    public async Task A_network_that_fails_is_not_asked_again_by_the_same_operation()
    {
        var faults = new Faults(VisionPipelines.RunKey, NetworkFailure, count: 1);
        await using var world = new VersionWorld(inject: faults.Inject);

        await Should.ThrowAsync<ModelRunException>(world.DetectAsync);

        faults.Injected.ShouldBe(1);
        (await world.DetectAsync()).Detections.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Runs_that_are_too_slow_open_the_circuit_although_their_answers_are_used()
    {
        await using var world = new VersionWorld(static options =>
            options.Resilience.Inference.SlowAfter = TimeSpan.FromSeconds(2)
        );
        await world.ActivateDetectorAsync();
        world.Detector("2.0.0").During = (_, _) => world.Time.Advance(TimeSpan.FromSeconds(3));
        for (var run = 0; run < VersionWorld.Runs; run++)
        {
            (await world.DetectAsync()).Provenance.Models[0].Version.ShouldBe("2.0.0");
        }

        var result = await world.DetectAsync();

        result.Provenance.Fallbacks.ShouldHaveSingleItem().Reason.ShouldBe(ModelRunFailure.TooSlow);
    }

    [Fact]
    public async Task Injected_latency_is_a_slow_run()
    {
        using var client = TestClient.Create(
            new FakeModelFactory(),
            static options =>
            {
                options.Resilience.Inference.MinimumRuns = VersionWorld.Runs;
                options.Resilience.Inference.SlowAfter = TimeSpan.FromMilliseconds(5);
            },
            inject: static (key, builder) =>
            {
                if (key == VisionPipelines.RunKey)
                {
                    builder.AddChaosLatency(
                        new ChaosLatencyStrategyOptions { InjectionRate = 1, Latency = TimeSpan.FromMilliseconds(30) }
                    );
                }
            }
        );
        for (var run = 0; run < VersionWorld.Runs; run++)
        {
            await client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token);
        }

        var error = await Should.ThrowAsync<VisionUnavailableException>(() =>
            client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token)
        );

        error.Failure.ShouldBe(ModelRunFailure.TooSlow);
    }

    [Fact]
    public async Task A_store_that_is_busy_when_it_is_opened_is_tried_again()
    {
        var faults = new Faults(
            VisionPipelines.StoreOpenKey,
            static () => new StoreException(StoreFailure.Busy, "others write"),
            count: 3
        );
        await using var world = new VersionWorld(
            static options => options.Resilience.Store.RetryDelay = TimeSpan.Zero,
            faults.Inject
        );

        await world.Client.OpenStoreAsync(Token);

        faults.Injected.ShouldBe(3);
        world.Logs.Count(static record => record.Id.Id == 1115).ShouldBe(3);
    }

    [Fact]
    public async Task A_store_that_refuses_is_not_tried_again()
    {
        var faults = new Faults(
            VisionPipelines.StoreOpenKey,
            static () => new StoreException(StoreFailure.WrongKey, "another key"),
            count: 3
        );
        await using var world = new VersionWorld(
            static options => options.Resilience.Store.RetryDelay = TimeSpan.Zero,
            faults.Inject
        );

        await Should.ThrowAsync<StoreException>(() => world.Client.OpenStoreAsync(Token));

        faults.Injected.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_of_the_store_that_takes_too_long_is_a_typed_error()
    {
        await using var world = new VersionWorld(
            static options => options.Resilience.Store.Timeout = TimeSpan.FromSeconds(5),
            static (key, builder) =>
            {
                if (key == VisionPipelines.StoreKey)
                {
                    builder.AddChaosLatency(
                        new ChaosLatencyStrategyOptions { InjectionRate = 1, Latency = TimeSpan.FromMinutes(1) }
                    );
                }
            }
        );
        await world.Client.OpenStoreAsync(Token);

        var call = world.Client.FindIdentityAsync(Guid.NewGuid(), cancellationToken: Token);
        while (!call.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Token);
        }

        var error = await Should.ThrowAsync<VisionTimeoutException>(() => call);
        error.Message.ShouldContain("5 s (Resilience.Store.Timeout)");
    }

    private static ModelRunException NetworkFailure() =>
        new(ModelRunFailure.Failed, "object-detector-centernet", "1.0.0", "injected");

    private static VisionClient Create(Faults faults, Action<VisionSdkOptions> configure) =>
        TestClient.Create(new FakeModelFactory(), configure, inject: faults.Inject);

    /// <summary>So many faults in one pipeline, and none afterwards.</summary>
    private sealed class Faults(string pipeline, Func<Exception> fault, int count)
    {
        private int _injected;

        public int Injected => _injected;

        public void Inject(string key, ResiliencePipelineBuilder builder)
        {
            if (key == pipeline)
            {
                builder.AddChaosFault(
                    new ChaosFaultStrategyOptions
                    {
                        InjectionRate = 1,
                        FaultGenerator = _ =>
                            ValueTask.FromResult(_injected < count && ++_injected > 0 ? fault() : null),
                    }
                );
            }
        }
    }
}
