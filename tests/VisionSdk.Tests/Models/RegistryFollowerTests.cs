using System.Diagnostics;
using VisionSdk.Storage;

namespace VisionSdk.Tests;

/// <summary>Several processes on one store.</summary>
public sealed class RegistryFollowerTests : IAsyncDisposable
{
    private const string Slot = ModelWorld.Slot;
    private const string Configured = "object-detector-centernet@1.0.0";

    private readonly ModelWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Another_process_follows_an_activation_and_no_request_of_it_fails()
    {
        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await one.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);
        await one.Models.ActivateAsync(Slot, "counter@1.0.0", cancellationToken: Token);
        var other = _world.Open(static options => options.Models.FollowInterval = TimeSpan.FromSeconds(1));
        (await ModelWorld.LiveAsync(other, Token)).ShouldBe("counter@1.0.0");

        await one.Models.ActivateAsync(Slot, "counter@1.1.0", cancellationToken: Token);

        var start = Stopwatch.GetTimestamp();
        while (await ModelWorld.LiveAsync(other, Token) != "counter@1.1.0")
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task A_process_that_starts_late_begins_with_what_is_live()
    {
        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await one.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);

        var late = _world.Open();

        (await ModelWorld.LiveAsync(late, Token)).ShouldBe("counter@1.0.0");
        late.Models.GetStatus().Single(static slot => slot.Slot == Slot).Activation.ShouldBe(2);
    }

    [Fact]
    public async Task A_process_that_cannot_follow_serves_on_says_why_and_follows_as_soon_as_it_can()
    {
        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        var broken = true;
        var factory = new FakeModelFactory { NotInstalled = { ModelWorld.Model } };
        factory.BeforeLoad = (key, _) =>
        {
            if (broken && key.Id == ModelWorld.Model)
            {
                throw new ModelLoadException("no memory", key.Id, null);
            }
        };
        var other = _world.Open(factory);
        (await ModelWorld.LiveAsync(other, Token)).ShouldBe(Configured);

        await one.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);
        await Eventually.HoldsAsync(() => StatusOf(other).Error is not null, Token);

        StatusOf(other).Wanted.ShouldBe("counter@1.0.0");
        StatusOf(other).Error.ShouldBeOfType<ModelLoadException>();
        (await ModelWorld.LiveAsync(other, Token)).ShouldBe(Configured);
        broken = false;
        await Eventually.HoldsAsync(() => StatusOf(other).Error is null, Token);
        (await ModelWorld.LiveAsync(other, Token)).ShouldBe("counter@1.0.0");
        StatusOf(other).Wanted.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_store_nothing_is_created_and_the_models_of_the_options_serve()
    {
        var client = _world.Open();

        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);

        File.Exists(_world.At("vision.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_follows_a_store_that_another_one_creates_later()
    {
        var early = _world.Open();
        (await ModelWorld.LiveAsync(early, Token)).ShouldBe(Configured);

        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await one.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);

        await Eventually.HoldsAsync(() => StatusOf(early).Activation == 2, Token);
        (await ModelWorld.LiveAsync(early, Token)).ShouldBe("counter@1.0.0");
    }

    [Fact]
    public async Task A_process_that_does_not_follow_keeps_the_models_of_its_options()
    {
        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await one.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);

        var alone = _world.Open(static options => options.Models.FollowRegistry = false);

        (await ModelWorld.LiveAsync(alone, Token)).ShouldBe(Configured);
    }

    [Fact]
    public async Task An_activation_of_another_process_is_seen_at_once_when_it_is_asked_for()
    {
        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        var other = _world.Open(static options => options.Models.FollowInterval = TimeSpan.FromHours(1));
        (await ModelWorld.LiveAsync(other, Token)).ShouldBe(Configured);
        await one.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);

        var status = await other.Models.RefreshAsync(Token);

        status.Single(static slot => slot.Slot == Slot).Model.ShouldBe("counter@1.0.0");
        (await ModelWorld.LiveAsync(other, Token)).ShouldBe("counter@1.0.0");
    }

    [Fact]
    public async Task A_lost_activation_says_that_somebody_else_was_first()
    {
        var one = _world.Open();
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await one.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);
        var store = await one.OpenStoreAsync(Token);

        var error = await Should.ThrowAsync<StoreException>(() =>
            store.AddActivationAsync(
                new SlotActivationRequest
                {
                    Slot = Slot,
                    ModelId = ModelWorld.Model,
                    Version = "1.0.0",
                    Actor = "late",
                    After = 1,
                },
                Token
            )
        );

        error.Failure.ShouldBe(StoreFailure.Conflict);
    }

    private static SlotStatus StatusOf(VisionClient client) =>
        client.Models.GetStatus().Single(static slot => slot.Slot == Slot);
}
