using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class ModelRegistryTests : IAsyncDisposable
{
    private const string Slot = ModelWorld.Slot;
    private const string Configured = "object-detector-centernet@1.0.0";

    private readonly ModelWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_activated_version_answers_and_the_one_before_it_answers_after_a_rollback()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await client.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);

        await client.Models.ActivateAsync(Slot, "counter@1.0.0", cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.0.0");
        await client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.1.0");

        await client.Models.RollbackAsync(Slot, cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe("counter@1.0.0");
        await client.Models.RollbackAsync(Slot, cancellationToken: Token);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
        var nothing = await Should.ThrowAsync<ModelActivationException>(() =>
            client.Models.RollbackAsync(Slot, cancellationToken: Token)
        );
        nothing.Failure.ShouldBe(ActivationFailure.NothingBefore);
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
    }

    [Fact]
    public async Task The_history_says_who_did_what_why_and_what_was_live_at_a_time()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        var options = new ActivationOptions { Actor = "ops-7", Reason = "counts better" };

        var activated = await client.Models.ActivateAsync(Slot, "counter@1.0.0", options, Token);
        await Task.Delay(5, Token);
        await client.Models.RollbackAsync(
            Slot,
            new ActivationOptions { Actor = "ops-8", Reason = "it did not" },
            Token
        );

        var history = await client.Models.ListHistoryAsync(Slot, cancellationToken: Token);
        history
            .Select(static item => $"{item.Kind} {item.ModelId}@{item.Version} {item.Actor}: {item.Reason}")
            .ShouldBe([
                $"RolledBack {Configured} ops-8: it did not",
                "Activated counter@1.0.0 ops-7: counts better",
                $"Initial {Configured} ops-7: as configured",
            ]);
        var live = await client.Models.ListLiveAsync(activated.ActivatedAt, Token);
        live.ShouldHaveSingleItem().Version.ShouldBe("1.0.0");
        (await client.Models.ListLiveAsync(cancellationToken: Token)).ShouldHaveSingleItem().Sequence.ShouldBe(3);
        (await client.Models.ListLiveAsync(activated.ActivatedAt.AddDays(-1), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_of_a_version_follows_from_what_happened_to_it()
    {
        var client = _world.Open();

        var added = await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        added.State.ShouldBe(ModelVersionState.Registered);
        (await client.Models.VerifyAsync("counter", Token)).State.ShouldBe(ModelVersionState.Verified);
        await client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);
        (await StateAsync(client)).ShouldBe(ModelVersionState.Active);
        (
            await Should.ThrowAsync<StoreException>(() => client.Models.RetireAsync("counter@1.0.0", Token))
        ).Failure.ShouldBe(StoreFailure.Refused);
        await client.Models.RollbackAsync(Slot, cancellationToken: Token);
        (await StateAsync(client)).ShouldBe(ModelVersionState.Verified);
        (await client.Models.RetireAsync("counter@1.0.0", Token)).State.ShouldBe(ModelVersionState.Retired);
        await Should.ThrowAsync<StoreException>(() =>
            client.Models.ActivateAsync(Slot, "counter@1.0.0", cancellationToken: Token)
        );
        (await client.Models.VerifyAsync("counter@1.0.0", Token)).State.ShouldBe(ModelVersionState.Verified);
        (await client.Models.RevokeAsync("counter@1.0.0", Token)).State.ShouldBe(ModelVersionState.Revoked);
        await Should.ThrowAsync<StoreException>(() => client.Models.VerifyAsync("counter@1.0.0", Token));
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
    }

    [Fact]
    public async Task A_retired_version_is_not_the_highest_one_that_a_bare_id_means()
    {
        var client = _world.Open();
        foreach (var version in (string[])["1.0.0", "1.2.0", "2.0.0-rc.1", "1.10.0"])
        {
            await client.Models.RegisterAsync(_world.Package(version), cancellationToken: Token);
        }

        (await client.Models.VerifyAsync("counter", Token)).Version.ShouldBe("1.10.0");
        await client.Models.RetireAsync("counter@1.10.0", Token);

        (await client.Models.VerifyAsync("counter", Token)).Version.ShouldBe("1.2.0");
    }

    [Fact]
    public async Task A_version_that_is_exported_can_be_registered_elsewhere_byte_for_byte()
    {
        var client = _world.Open();
        var folder = _world.Package("1.0.0");
        await client.Models.RegisterAsync(folder, cancellationToken: Token);
        var archive = _world.At("counter.zip");

        await client.Models.ExportAsync("counter", archive, Token);

        await using var other = new ModelWorld();
        var taken = await other.Open().Models.RegisterAsync(archive, cancellationToken: Token);
        taken.Manifest.ToArray().ShouldBe(File.ReadAllBytes(Path.Combine(folder, "model.json")));
        await Should.ThrowAsync<IOException>(() => client.Models.ExportAsync("counter", archive, Token));
    }

    [Fact]
    public async Task A_version_whose_cache_is_lost_comes_back_from_the_store()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token);
        Directory.Delete(_world.CacheDirectory, recursive: true);

        var other = _world.Open();

        (await ModelWorld.LiveAsync(other, Token)).ShouldBe("counter@1.0.0");
        Directory.Exists(_world.CacheDirectory).ShouldBeTrue();
    }

    [Fact]
    public async Task A_version_without_weights_in_the_store_needs_its_package_and_says_so()
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(
            _world.Package("1.0.0"),
            new RegistrationOptions { KeepWeights = false },
            Token
        );
        Directory.Delete(_world.CacheDirectory, recursive: true);

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.Models.ActivateAsync(Slot, "counter", cancellationToken: Token)
        );

        error.Message.ShouldContain("Register the package again");
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured);
    }

    [Fact]
    public async Task An_alias_moves_every_slot_that_names_it()
    {
        static void Named(VisionSdkOptions options)
        {
            options.Slots[Slot] = "counter@champion";
            options.Slots["again/detector"] = "counter@champion";
        }

        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await client.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);
        await client.Models.ActivateAsync("counter@champion", "counter@1.0.0", cancellationToken: Token);
        var named = _world.Open(Named);
        (await ModelWorld.LiveAsync(named, Token)).ShouldBe("counter@1.0.0");

        await named.Models.ActivateAsync("counter@champion", "counter@1.1.0", cancellationToken: Token);

        (await ModelWorld.LiveAsync(named, Token)).ShouldBe("counter@1.1.0");
        var again = await named.DetectAsync(Pictures.Sized(8, 8), new DetectOptions { Slot = "again/detector" }, Token);
        again.Provenance.Models.ShouldHaveSingleItem().Version.ShouldBe("1.1.0");
        (await ModelWorld.LiveAsync(client, Token)).ShouldBe(Configured, "its slots name no alias");
        var follower = _world.Open(Named);
        (await ModelWorld.LiveAsync(follower, Token)).ShouldBe("counter@1.1.0");
    }

    [Theory]
    [InlineData("counter@1.0.0", "it is a version")]
    [InlineData("other@champion", "of model 'other'")]
    [InlineData("counter@", "no alias")]
    public async Task An_alias_names_versions_of_its_own_model_and_is_none_itself(string alias, string message)
    {
        var client = _world.Open();
        await client.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);

        var error = await Should.ThrowAsync<ArgumentException>(() =>
            client.Models.ActivateAsync(alias, "counter@1.1.0", cancellationToken: Token)
        );

        error.Message.ShouldContain(message);
        (await client.Models.ListHistoryAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_activate_at_once_each_is_told_what_became_of_it()
    {
        var (one, other) = (_world.Open(), _world.Open());
        await one.Models.RegisterAsync(_world.Package("1.0.0"), cancellationToken: Token);
        await one.Models.RegisterAsync(_world.Package("1.1.0"), cancellationToken: Token);

        var outcomes = await Task.WhenAll(
            TryAsync(() => one.Models.ActivateAsync(Slot, "counter@1.0.0", cancellationToken: Token)),
            TryAsync(() => other.Models.ActivateAsync(Slot, "counter@1.1.0", cancellationToken: Token))
        );

        // Both in turn, or one of them is told that it was overtaken; never both and only one seen.
        var history = await one.Models.ListHistoryAsync(Slot, cancellationToken: Token);
        history
            .Count(static item => item.Kind == SlotActivationKind.Activated)
            .ShouldBe(outcomes.Count(static outcome => outcome is null));
        outcomes.ShouldContain(static outcome => outcome == null);
        outcomes
            .Where(static outcome => outcome is not null)
            .ShouldAllBe(static outcome => ((StoreException)outcome!).Failure == StoreFailure.Conflict);
        await one.Models.RefreshAsync(Token);
        await other.Models.RefreshAsync(Token);
        (await ModelWorld.LiveAsync(one, Token)).ShouldBe(await ModelWorld.LiveAsync(other, Token));
    }

    private static async Task<ModelVersionState> StateAsync(VisionClient client) =>
        (await client.Models.ListAsync("counter", Token)).ShouldHaveSingleItem().State;

    private static async Task<Exception?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
