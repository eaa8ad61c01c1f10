namespace VisionSdk.Tests;

/// <summary>What is in memory, and for how long.</summary>
public sealed class VersionMemoryTests : IAsyncDisposable
{
    private const string Slot = ModelWorld.Slot;

    private readonly ModelWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_version_that_lost_its_role_is_freed_after_the_last_request_that_it_serves()
    {
        var client = _world.Open(static options => options.Models.KeepIdleFor = TimeSpan.Zero);
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await client.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);
        await client.Models.ActivateAsync(Slot, "counter@1.0.0", cancellationToken: Token);
        var first = (FakeDetector)_world.Factory.Registered.ShouldHaveSingleItem();
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        first.During = (_, token) =>
        {
            begun.Set();
            go.Wait(token);
        };
        var running = ModelWorld.LiveAsync(client, Token);
        begun.Wait(Token);

        await client.Models.ActivateAsync(Slot, "counter@1.1.0", cancellationToken: Token);

        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.1.0");
        first.Disposals.ShouldBe(0, "a request is still using it");
        go.Set();
        (await running).ShouldBe("counter@1.0.0");
        await Eventually.HoldsAsync(() => first.Disposals == 1, Token);
    }

    [Fact]
    public async Task A_version_that_lost_its_role_stays_for_a_while_so_that_a_rollback_needs_no_load()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await client.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);
        await client.Models.ActivateAsync(Slot, "counter@1.0.0", cancellationToken: Token);
        await client.Models.ActivateAsync(Slot, "counter@1.1.0", cancellationToken: Token);
        var loads = _world.Factory.Loads;

        await client.Models.RollbackAsync(Slot, cancellationToken: Token);

        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.0.0");
        _world.Factory.Loads.ShouldBe(loads);
    }

    [Fact]
    public async Task A_budget_frees_idle_versions_without_a_role_first_and_loads_them_again_when_they_are_asked_for()
    {
        const long Budget = 3L << 20;
        var factory = new FakeModelFactory();
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            factory.Models[id] = new FakeDetector(Manifests.Detector(id)) { MemoryBytes = 1L << 20 };
        }

        var client = _world.Open(
            factory,
            options =>
            {
                options.Models.MemoryBudget = Budget;
                options.Slots[Slot] = "a";
            }
        );
        foreach (var id in (string[])["a", "b", "c"])
        {
            await DetectAsync(client, id);
        }

        await DetectAsync(client, "d");

        factory.Models["b"].Disposals.ShouldBe(1, "it was asked for longest ago of those without a role");
        factory.Models["a"].Disposals.ShouldBe(0, "it plays a role");
        client.Models.GetStatus().Single(static slot => slot.Slot == Slot).Loaded.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_does_not_fit_into_the_budget_is_refused_with_both_numbers()
    {
        var factory = new FakeModelFactory();
        factory.Models["a"] = new FakeDetector(Manifests.Detector("a")) { MemoryBytes = 5L << 20 };
        var client = _world.Open(factory, static options => options.Models.MemoryBudget = 3L << 20);

        var error = await Should.ThrowAsync<ModelLoadException>(() => DetectAsync(client, "a"));

        error.Message.ShouldContain("5242880");
        error.Message.ShouldContain("3145728");
        factory.Models["a"].Disposals.ShouldBe(1);
    }

    private static Task<DetectionResult> DetectAsync(VisionClient client, string model) =>
        client.DetectAsync(Pictures.Sized(8, 8), new DetectOptions { Model = model }, Token);
}
