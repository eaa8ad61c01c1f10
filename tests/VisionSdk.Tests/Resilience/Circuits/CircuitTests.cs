using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace VisionSdk.Tests;

public sealed class CircuitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_version_before_answers_for_one_that_fails_often_and_the_result_says_so()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();

        await world.BreakAsync();
        var asked = world.Detector("2.0.0").Calls;
        var result = await world.DetectAsync();

        result.Provenance.Models.ShouldHaveSingleItem().Version.ShouldBe("1.0.0");
        result
            .Provenance.Fallbacks.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("objects/detector: object-detector-centernet@1.0.0 for object-detector-centernet@2.0.0 (Failed)");
        world.Detector("2.0.0").Calls.ShouldBe(asked);
    }

    [Fact]
    public async Task Recording_decisions_does_not_keep_the_version_before_from_answering()
    {
        await using var world = new VersionWorld(static options => options.Decisions.Record = true);
        await world.ActivateDetectorAsync();

        await world.BreakAsync();
        var result = await world.DetectAsync();

        result.Provenance.Models.ShouldHaveSingleItem().Version.ShouldBe("1.0.0");
        result.Provenance.Fallbacks.Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_version_before_answers_is_not_compared_with_a_candidate()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        await world.RegisterAsync(Manifests.Detector("object-detector-centernet", "3.0.0"));
        var rollout = await world.Client.Rollouts.StartAsync(
            VisionSlots.ObjectDetector,
            "object-detector-centernet@3.0.0",
            new RolloutOptions { Mode = Storage.RolloutMode.Shadow, Share = 1 },
            Token
        );

        await world.BreakAsync();
        await world.DetectAsync();

        var report = await world.Client.Rollouts.GetReportAsync(rollout.Id, Token);
        var detect = report.Operations.ShouldHaveSingleItem();
        detect.Compared.ShouldBe(0);
        detect.Incomparable.ShouldHaveSingleItem().Name.ShouldBe("the present version was not asked");
    }

    [Fact]
    public async Task The_operation_whose_failure_opens_the_circuit_is_answered_already()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        world.Detector("2.0.0").During = (_, _) => VersionWorld.Fail(world.Detector("2.0.0").Manifest);

        for (var run = 1; run < VersionWorld.Runs; run++)
        {
            await Should.ThrowAsync<ModelRunException>(world.DetectAsync);
        }

        (await world.DetectAsync()).Provenance.Fallbacks.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_fallback_is_logged_counted_and_shown_by_the_circuits_state()
    {
        await using var world = new VersionWorld();
        using var fallbacks = new MetricCollector<long>(world.Meters, "VisionSdk", "visionsdk.fallbacks");
        using var circuits = new MetricCollector<int>(world.Meters, "VisionSdk", "visionsdk.circuit.state");
        await world.ActivateDetectorAsync();

        await world.BreakAsync();

        world.Logs.ShouldContain(static record => record.Id.Id == 1110);
        world.Logs.ShouldContain(static record => record.Id.Id == 1113);
        var tags = fallbacks.GetMeasurementSnapshot().ShouldHaveSingleItem().Tags;
        tags["visionsdk.slot"].ShouldBe("objects/detector");
        tags["visionsdk.fallback.wanted"].ShouldBe("object-detector-centernet@2.0.0");
        tags["visionsdk.fallback.used"].ShouldBe("object-detector-centernet@1.0.0");
        tags["visionsdk.reason"].ShouldBe("Failed");
        circuits.RecordObservableInstruments();
        circuits
            .GetMeasurementSnapshot()
            .Single(static measurement => measurement.Tags["visionsdk.model.version"] is "2.0.0")
            .Value.ShouldBe(2);
    }

    [Fact]
    public async Task After_its_pause_one_run_tries_the_version_and_closes_the_circuit_when_it_works()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        await world.BreakAsync();
        world.Detector("2.0.0").During = static (_, _) => { };
        (await world.DetectAsync()).Provenance.Models[0].Version.ShouldBe("1.0.0");

        world.Time.Advance(TimeSpan.FromSeconds(16));
        var result = await world.DetectAsync();

        result.Provenance.Models[0].Version.ShouldBe("2.0.0");
        result.Provenance.Fallbacks.ShouldBeEmpty();
        world.Logs.ShouldContain(static record => record.Id.Id == 1112);
    }

    [Fact]
    public async Task A_run_that_tries_the_version_and_fails_is_answered_by_the_one_before_and_the_pause_begins_again()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        await world.BreakAsync();
        var asked = world.Detector("2.0.0").Calls;

        world.Time.Advance(TimeSpan.FromSeconds(16));
        var first = await world.DetectAsync();
        var second = await world.DetectAsync();

        first.Provenance.Models[0].Version.ShouldBe("1.0.0");
        second.Provenance.Models[0].Version.ShouldBe("1.0.0");
        world.Detector("2.0.0").Calls.ShouldBe(asked + 1);
    }

    [Fact]
    public async Task While_one_run_tries_the_version_others_are_answered_by_the_one_before()
    {
        await using var world = new VersionWorld(static options => options.MaxConcurrency = 2);
        await world.ActivateDetectorAsync();
        await world.BreakAsync();
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        world.Detector("2.0.0").During = (_, token) =>
        {
            begun.Set();
            release.Wait(token);
        };
        world.Time.Advance(TimeSpan.FromSeconds(16));

        var trial = world.DetectAsync();
        begun.Wait(Token);
        var other = await world.DetectAsync();
        release.Set();

        other.Provenance.Models[0].Version.ShouldBe("1.0.0");
        (await trial).Provenance.Models[0].Version.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task Damaged_pictures_wrong_arguments_and_cancellations_do_not_count()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        for (var run = 0; run < 3 * VersionWorld.Runs; run++)
        {
            await Should.ThrowAsync<ImageDecodeException>(() =>
                world.Client.DetectAsync(Pictures.Damaged(), cancellationToken: Token)
            );
            world.Detector("2.0.0").During = static (_, _) => throw new ArgumentException("a wrong label");
            await Should.ThrowAsync<ArgumentException>(world.DetectAsync);
            world.Detector("2.0.0").During = static (_, _) => throw new OperationCanceledException();
            await Should.ThrowAsync<OperationCanceledException>(world.DetectAsync);
        }

        world.Detector("2.0.0").During = static (_, _) => { };

        (await world.DetectAsync()).Provenance.Models[0].Version.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task Without_a_version_before_the_error_is_typed_and_says_when_it_is_tried_again()
    {
        await using var world = new VersionWorld();
        using var rejections = new MetricCollector<long>(world.Meters, "VisionSdk", "visionsdk.operation.rejections");
        var detector = world.Factory.Detector();
        detector.During = (_, _) => VersionWorld.Fail(detector.Manifest);
        for (var run = 0; run < VersionWorld.Runs; run++)
        {
            await Should.ThrowAsync<ModelRunException>(world.DetectAsync);
        }

        var error = await Should.ThrowAsync<VisionUnavailableException>(world.DetectAsync);

        error.Model.ShouldBe("object-detector-centernet@1.0.0");
        error.Failure.ShouldBe(ModelRunFailure.Failed);
        error.RetryAt.ShouldBe(world.Time.GetUtcNow() + TimeSpan.FromSeconds(15));
        error.Message.ShouldContain("2026-11-25T12:00:15");
        detector.Calls.ShouldBe(VersionWorld.Runs);
        rejections
            .GetMeasurementSnapshot()
            .ShouldHaveSingleItem()
            .Tags["error.type"]
            .ShouldBe("VisionSdk.VisionUnavailableException");
        world.Logs.ShouldContain(static record => record.Id.Id == 1114);
    }

    [Fact]
    public async Task A_retired_version_does_not_answer()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        await world.ActivateDetectorAsync("3.0.0");
        await world.Client.Models.RetireAsync("object-detector-centernet@2.0.0", Token);

        await world.BreakAsync("3.0.0");

        // Of the options is 1.0.0.
        (await world.DetectAsync())
            .Provenance.Models[0]
            .Version.ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Nobody_answers_in_the_place_of_a_version_when_the_options_forbid_it()
    {
        await using var world = new VersionWorld(static options => options.Resilience.Inference.FallBack = false);
        await world.ActivateDetectorAsync();
        world.Detector("2.0.0").During = (_, _) => VersionWorld.Fail(world.Detector("2.0.0").Manifest);
        for (var run = 0; run < VersionWorld.Runs; run++)
        {
            await Should.ThrowAsync<ModelRunException>(world.DetectAsync);
        }

        await Should.ThrowAsync<VisionUnavailableException>(world.DetectAsync);
    }

    [Fact]
    public async Task Circuits_that_are_switched_off_never_open()
    {
        await using var world = new VersionWorld(static options => options.Resilience.Inference.BreakCircuits = false);
        await world.ActivateDetectorAsync();
        world.Detector("2.0.0").During = (_, _) => VersionWorld.Fail(world.Detector("2.0.0").Manifest);

        for (var run = 0; run < 3 * VersionWorld.Runs; run++)
        {
            await Should.ThrowAsync<ModelRunException>(world.DetectAsync);
        }
    }

    [Fact]
    public async Task A_rollback_serves_the_version_before_without_any_fallback()
    {
        await using var world = new VersionWorld();
        await world.ActivateDetectorAsync();
        await world.BreakAsync();

        await world.Client.Models.RollbackAsync(VisionSlots.ObjectDetector, cancellationToken: Token);
        var result = await world.DetectAsync();

        result.Provenance.Models[0].Version.ShouldBe("1.0.0");
        result.Provenance.Fallbacks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Under_many_callers_every_answer_is_of_one_version_and_says_which_one_it_should_have_been()
    {
        await using var world = new VersionWorld(static options =>
        {
            (options.MaxConcurrency, options.QueueLimit) = (4, 64);

            // The clock of this test leaps.
            options.OperationTimeout = TimeSpan.FromHours(1);
        });
        await world.ActivateDetectorAsync();
        var isBroken = true;
        world.Detector("2.0.0").During = (_, _) =>
        {
            if (Volatile.Read(ref isBroken))
            {
                VersionWorld.Fail(world.Detector("2.0.0").Manifest);
            }
        };
        var (answered, failed, fellBack) = (0, 0, 0);

        await Parallel.ForAsync(
            0,
            2_000,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token },
            async (call, _) =>
            {
                if (call == 1_500)
                {
                    Volatile.Write(ref isBroken, false);
                }

                if (call % 50 == 0)
                {
                    world.Time.Advance(TimeSpan.FromSeconds(2));
                }

                try
                {
                    var provenance = (await world.DetectAsync()).Provenance;
                    var isOld = provenance.Models.ShouldHaveSingleItem().Version == "1.0.0";
                    provenance.Fallbacks.Length.ShouldBe(isOld ? 1 : 0);
                    Interlocked.Increment(ref isOld ? ref fellBack : ref answered);
                }
                catch (ModelRunException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        );

        (answered + failed + fellBack).ShouldBe(2_000);
        answered.ShouldBeGreaterThan(0);
        fellBack.ShouldBeGreaterThan(1_000);
    }
}
