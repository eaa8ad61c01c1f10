using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VisionSdk.ML;

namespace VisionSdk.Tests;

public sealed class HealthCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_slot_of_the_options_and_the_store_have_a_check_and_nothing_is_loaded()
    {
        await using var world = new VersionWorld();
        await using var services = Services(world);

        var report = await ReportAsync(services);

        report.Entries.Keys.ShouldBe(
            [.. VisionSdkDefaults.Slots.Keys.Select(static slot => $"visionsdk:{slot}"), "visionsdk:store"],
            ignoreOrder: true
        );
        report.Status.ShouldBe(HealthStatus.Healthy);
        report.Entries["visionsdk:objects/detector"].Data["state"].ShouldBe("NotLoaded");
        report.Entries["visionsdk:store"].Data["exists"].ShouldBe(false);
        world.Factory.Loads.ShouldBe(0);
    }

    [Fact]
    public async Task A_slot_in_use_says_its_version_hash_provider_and_activation()
    {
        await using var world = new VersionWorld();
        await using var services = Services(world);
        await world.ActivateDetectorAsync();
        await world.DetectAsync();

        var entry = await EntryAsync(services, "visionsdk:objects/detector");

        entry.Status.ShouldBe(HealthStatus.Healthy);
        entry.Data["state"].ShouldBe("Serving");
        entry.Data["model"].ShouldBe("object-detector-centernet@2.0.0");
        entry.Data["version"].ShouldBe("2.0.0");
        entry.Data["sha256"].ShouldBeOfType<string>().Length.ShouldBe(12);
        entry.Data["provider"].ShouldBe("Cpu");
        entry.Data["activation"].ShouldBe(2L);
    }

    [Fact]
    public async Task A_slot_that_fell_back_is_degraded_and_says_who_answers_and_until_when()
    {
        await using var world = new VersionWorld();
        await using var services = Services(world);
        await world.ActivateDetectorAsync();
        await world.BreakAsync();

        var entry = await EntryAsync(services, "visionsdk:objects/detector");

        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Data["state"].ShouldBe("FellBack");
        entry.Data["answered-by"].ShouldBe("object-detector-centernet@1.0.0");
        entry.Data["retry-at"].ShouldBe("2026-11-25T12:00:15.0000000Z");
        entry.Description!.ShouldContain("has failed too often (the last time: Failed)");
    }

    [Fact]
    public async Task A_slot_that_nobody_can_play_is_unhealthy_until_its_circuit_is_closed_by_hand()
    {
        await using var world = new VersionWorld();
        await using var services = Services(world);
        var detector = world.Factory.Detector();
        detector.During = (_, _) => VersionWorld.Fail(detector.Manifest);
        for (var run = 0; run < VersionWorld.Runs; run++)
        {
            await Should.ThrowAsync<ModelRunException>(world.DetectAsync);
        }

        var broken = await EntryAsync(services, "visionsdk:objects/detector");
        detector.During = static (_, _) => { };
        await world.Client.Health.ResetAsync(VisionSlots.ObjectDetector, Token);
        var result = await world.DetectAsync();
        var whole = await EntryAsync(services, "visionsdk:objects/detector");

        broken.Status.ShouldBe(HealthStatus.Unhealthy);
        broken.Data["state"].ShouldBe("Unavailable");
        result.Provenance.Models[0].Version.ShouldBe("1.0.0");
        whole.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_found_when_the_check_may_load()
    {
        await using var world = new VersionWorld();
        world.Factory.BeforeLoad = static (key, _) =>
        {
            if (key.Id == "face-liveness")
            {
                throw new ModelIntegrityException("the hash differs");
            }
        };
        await using var services = Services(world, static options => options.LoadModels = true);

        var report = await ReportAsync(services);

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["visionsdk:faces/liveness"].Data["state"].ShouldBe("NotLoadable");
        report.Entries["visionsdk:faces/liveness"].Description.ShouldBe("the hash differs");
        report.Entries["visionsdk:faces/detector"].Data["state"].ShouldBe("Serving");
    }

    [Fact]
    public async Task A_model_on_the_processor_although_a_gpu_was_welcome_is_degraded()
    {
        await using var world = new VersionWorld();
        world.Factory.Models["object-detector-centernet"] = new FakeDetector(
            Manifests.Detector("object-detector-centernet")
        )
        {
            Provider = new ExecutionProviderReport(ExecutionProvider.Auto, ExecutionProvider.Cpu, "there is no GPU."),
        };
        await using var services = Services(world);
        await world.DetectAsync();

        var entry = await EntryAsync(services, "visionsdk:objects/detector");

        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Description.ShouldBe("there is no GPU.");
        entry.Data["provider.requested"].ShouldBe("Auto");
        entry.Data["provider"].ShouldBe("Cpu");
    }

    [Fact]
    public async Task A_slot_that_could_not_follow_an_activation_is_degraded_and_says_which()
    {
        await using var world = new VersionWorld();
        await using var services = Services(world);
        await world.ActivateDetectorAsync();
        await using var follower = world.OpenOther(static factory =>
            factory.BeforeLoad = static (key, _) =>
            {
                if (key.Version == "3.0.0")
                {
                    throw new ModelLoadException("no memory left");
                }
            }
        );
        await follower.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token);
        await world.ActivateDetectorAsync("3.0.0");
        await follower.Models.RefreshAsync(Token);

        var health = await follower.Health.CheckAsync(VisionSlots.ObjectDetector, cancellationToken: Token);

        health.State.ShouldBe(SlotHealthState.NotFollowed);
        health.Wanted.ShouldBe("object-detector-centernet@3.0.0");
        health.Loaded!.Version.ShouldBe("2.0.0");
        health.Reason.ShouldBe("no memory left");
        var status = await new SlotHealthCheck(
            follower.Health,
            VisionSlots.ObjectDetector,
            load: false
        ).CheckHealthAsync(Context(), Token);
        status.Status.ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task An_unknown_slot_is_an_error_that_names_the_known_ones()
    {
        await using var world = new VersionWorld();

        var error = await Should.ThrowAsync<ArgumentException>(() =>
            world.Client.Health.CheckAsync("cats/detector", cancellationToken: Token)
        );

        error.Message.ShouldContain("objects/detector");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unhealthy()
    {
        await using var world = new VersionWorld();
        await using var services = Services(world);
        await File.WriteAllTextAsync(world.DatabaseFile, "this is no database", Token);

        var entry = await EntryAsync(services, "visionsdk:store");

        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        entry.Description.ShouldNotBeNullOrEmpty();
    }

    private static ServiceProvider Services(VersionWorld world, Action<VisionHealthOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IVisionClient>(world.Client);
        services.AddVisionSdk();
        services.AddHealthChecks().AddVisionSdk(configure);
        return services.BuildServiceProvider();
    }

    private static Task<HealthReport> ReportAsync(ServiceProvider services) =>
        services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

    private static async Task<HealthReportEntry> EntryAsync(ServiceProvider services, string name) =>
        (await ReportAsync(services)).Entries[name];

    private static HealthCheckContext Context() =>
        new()
        {
            Registration = new HealthCheckRegistration(
                "slot",
                static _ => throw new NotSupportedException(),
                HealthStatus.Unhealthy,
                tags: null
            ),
        };
}
