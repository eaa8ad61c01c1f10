using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VisionSdk.TestUtilities;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    private const string Slot = "faces/embedder";

    [Fact]
    public async Task A_model_version_comes_back_as_its_package_says_byte_for_byte()
    {
        await using var store = await Fixture.OpenAsync();
        var content = Content(Samples.Model());

        var added = await store.AddModelVersionAsync(content with { Signature = new byte[] { 1, 2, 3 } }, Token);

        var found = (await store.FindModelVersionAsync("test-embedder", "1.0.0", Token)).ShouldNotBeNull();
        found.Manifest.ToArray().ShouldBe(content.Manifest.ToArray());
        found.Signature.ToArray().ShouldBe([1, 2, 3]);
        found.State.ShouldBe(ModelVersionState.Registered);
        found.Space.ShouldBe(EmbeddingSpaceId.Compute(Samples.Model()));
        added.ToString().ShouldBe("test-embedder@1.0.0");
        (await store.FindModelVersionAsync("test-embedder", "1.0.1", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_model_that_does_not_embed_is_a_version_like_any_other()
    {
        await using var store = await Fixture.OpenAsync();
        var detector = FakeManifest.Create(
            "test-detector",
            VisionTask.Detection,
            new EndToEndSettings { Tensors = ["boxes"] }
        ) with
        {
            Labels = ["thing"],
        };

        var added = await store.AddModelVersionAsync(Content(detector), Token);
        await store.RegisterModelAsync(detector with { Version = "1.0.1" }, Token);
        var activation = await store.AddActivationAsync(
            new SlotActivationRequest
            {
                Slot = "things/detector",
                ModelId = "test-detector",
                Version = "1.0.0",
                Actor = "test",
            },
            Token
        );

        added.Space.ShouldBeNull();
        activation.Space.ShouldBeNull();
        (await store.ListModelVersionsAsync("test-detector", Token)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Identities_without_an_embedding_of_a_space_are_counted()
    {
        await using var store = await Fixture.OpenAsync();
        var space = EmbeddingSpaceId.Compute(Samples.Model());
        await store.EnrollAsync(Samples.Person("one", 1), Token);
        await store.EnrollAsync(Samples.Person("two", 2), Token);

        (await store.CountIdentitiesOutsideAsync("faces", space, Token)).ShouldBe(0);
        (await store.CountIdentitiesOutsideAsync("faces", new EmbeddingSpaceId(new string('0', 64)), Token)).ShouldBe(
            2
        );
        (await store.CountIdentitiesOutsideAsync("whales", space, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_model_version_never_changes()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);

        await store.AddModelVersionAsync(Content(Samples.Model()), Token);
        var other = await FailureOf(
            store.AddModelVersionAsync(Content(Samples.Model() with { Description = "something else" }), Token)
        );

        other.Failure.ShouldBe(StoreFailure.Refused);
        (await store.ListModelVersionsAsync(cancellationToken: Token)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_was_used_before_it_was_registered_gets_the_bytes_of_its_package()
    {
        await using var store = await Fixture.OpenAsync();
        await store.RegisterModelAsync(Samples.Model(), Token);
        var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Content(Samples.Model()).Manifest.Span) + "\n");

        var found = await store.AddModelVersionAsync(
            new ModelVersionContent { Manifest = bytes, Signature = new byte[] { 7 } },
            Token
        );

        found.Manifest.ToArray().ShouldBe(bytes);
        found.Signature.ToArray().ShouldBe([7]);
        found.State.ShouldBe(ModelVersionState.Verified);
    }

    [Fact]
    public async Task A_damaged_manifest_is_not_registered()
    {
        await using var store = await Fixture.OpenAsync();
        var content = new ModelVersionContent { Manifest = "{\"schemaVersion\":1,\"colour\":3}"u8.ToArray() };

        await Should.ThrowAsync<ModelLoadException>(() => store.AddModelVersionAsync(content, Token));

        (await store.ListModelVersionsAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Weights_are_kept_for_other_machines_and_wrong_ones_replace_nothing()
    {
        await using var store = await Fixture.OpenAsync();
        var weights = RandomNumberGenerator.GetBytes((2 << 20) + 12345);
        var manifest = WithWeights(weights);
        await store.AddModelVersionAsync(
            Content(manifest) with
            {
                OpenWeights = () => new MemoryStream(weights),
            },
            Token
        );
        var wrong = (byte[])weights.Clone();
        wrong[1 << 20]++;

        await Should.ThrowAsync<ModelIntegrityException>(() =>
            store.AddModelVersionAsync(Content(manifest) with { OpenWeights = () => new MemoryStream(wrong) }, Token)
        );

        using var read = new MemoryStream();
        (await store.ReadWeightsAsync(manifest.Artifact.Sha256, read, Token)).ShouldBe(weights.Length);
        read.ToArray().ShouldBe(weights);
        (await store.HasWeightsAsync(manifest.Artifact.Sha256, Token)).ShouldBeTrue();
        (await store.HasWeightsAsync(new string('0', 64), Token)).ShouldBeFalse();
        (await store.ReadWeightsAsync(new string('0', 64), read, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task The_last_event_of_a_slot_says_what_is_live_now_and_the_past_stays_known()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var store = await Fixture.OpenAsync(time: time);
        await AddVersionsAsync(store);
        var first = await ActivateAsync(store, "1.0.0", SlotActivationKind.Initial);
        time.Advance(TimeSpan.FromHours(1));
        var second = await ActivateAsync(store, "2.0.0", reason: "better on dark photographs");
        time.Advance(TimeSpan.FromHours(1));
        await store.AddActivationAsync(
            new SlotActivationRequest
            {
                Slot = "other/embedder",
                ModelId = "test-embedder",
                Version = "1.0.0",
                Actor = "tests",
            },
            Token
        );

        var now = await store.ListActiveAsync(cancellationToken: Token);
        var then = await store.ListActiveAsync(first.ActivatedAt.AddMinutes(59), Token);
        var before = await store.ListActiveAsync(first.ActivatedAt.AddMilliseconds(-1), Token);

        now.Select(static row => $"{row.Slot} {row.Version}").ShouldBe([$"{Slot} 2.0.0", "other/embedder 1.0.0"]);
        then.ShouldBe([first]);
        before.ShouldBeEmpty();
        second.ShouldSatisfyAllConditions(
            () => second.Actor.ShouldBe("tests"),
            () => second.Reason.ShouldBe("better on dark photographs"),
            () => second.Space.ShouldBe(EmbeddingSpaceId.Compute(Samples.Model("2.0.0", 'b'))),
            () => second.Sequence.ShouldBeGreaterThan(first.Sequence)
        );
        (await store.ListActivationsAsync(Slot, cancellationToken: Token)).ShouldBe([second, first]);
        (await store.ListActivationsAsync(count: 2, cancellationToken: Token)).Length.ShouldBe(2);
        (await store.LastActivationAsync(Token)).ShouldBe(now[1].Sequence);
    }

    [Fact]
    public async Task A_version_is_active_as_long_as_it_plays_any_role()
    {
        await using var store = await Fixture.OpenAsync();
        await AddVersionsAsync(store);
        await ActivateAsync(store, "1.0.0");
        await ActivateAsync(store, "1.0.0", slot: "other/embedder");

        await ActivateAsync(store, "2.0.0");
        (await StateOf(store, "1.0.0")).ShouldBe(ModelVersionState.Active);
        (await StateOf(store, "2.0.0")).ShouldBe(ModelVersionState.Active);

        await ActivateAsync(store, "2.0.0", slot: "other/embedder");
        (await StateOf(store, "1.0.0")).ShouldBe(ModelVersionState.Verified);
    }

    [Fact]
    public async Task A_version_out_of_use_is_not_activated_and_one_in_use_is_not_taken_out()
    {
        await using var store = await Fixture.OpenAsync();
        await AddVersionsAsync(store);
        await ActivateAsync(store, "1.0.0");

        (await FailureOf(SetStateAsync(store, "1.0.0", ModelVersionState.Retired))).Failure.ShouldBe(
            StoreFailure.Refused
        );
        (await SetStateAsync(store, "1.0.0", ModelVersionState.Verified)).ShouldBe(ModelVersionState.Active);
        await SetStateAsync(store, "2.0.0", ModelVersionState.Retired);
        (await FailureOf(ActivateAsync(store, "2.0.0"))).Message.ShouldContain("retired");
        await SetStateAsync(store, "2.0.0", ModelVersionState.Verified);
        await ActivateAsync(store, "2.0.0");
        await SetStateAsync(store, "1.0.0", ModelVersionState.Revoked);
        (await FailureOf(SetStateAsync(store, "1.0.0", ModelVersionState.Verified))).Message.ShouldContain("for ever");
        (await FailureOf(ActivateAsync(store, "1.0.0"))).Message.ShouldContain("revoked");

        (await store.ListActiveAsync(cancellationToken: Token)).Single().Version.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_adds_nothing()
    {
        await using var store = await Fixture.OpenAsync();
        await AddVersionsAsync(store);
        var first = await ActivateAsync(store, "1.0.0", after: 0);
        var second = await ActivateAsync(store, "2.0.0", after: first.Sequence);

        var late = await FailureOf(ActivateAsync(store, "1.0.0", after: first.Sequence));

        late.Failure.ShouldBe(StoreFailure.Conflict);
        (await store.ListActiveAsync(cancellationToken: Token)).ShouldBe([second]);
        (await FailureOf(ActivateAsync(store, "9.9.9"))).Failure.ShouldBe(StoreFailure.UnknownModel);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_history()
    {
        await using var store = await Fixture.OpenAsync();
        await AddVersionsAsync(store);
        await ActivateAsync(store, "1.0.0");
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        await using var context = new VisionDbContext(options.Options);

        await Should.ThrowAsync<Exception>(() =>
            context.Database.ExecuteSqlRawAsync("UPDATE slot_activations SET actor = 'nobody'", Token)
        );
        await Should.ThrowAsync<Exception>(() =>
            context.Database.ExecuteSqlRawAsync("DELETE FROM slot_activations", Token)
        );

        (await store.ListActivationsAsync(cancellationToken: Token)).Single().Actor.ShouldBe("tests");
    }

    private static ModelVersionContent Content(ModelManifest manifest) =>
        new() { Manifest = ModelManifestSerializer.Serialize(manifest) };

    private static ModelManifest WithWeights(byte[] weights)
    {
        var manifest = Samples.Model();
        return manifest with
        {
            Artifact = manifest.Artifact with
            {
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(weights)),
                Size = weights.Length,
            },
        };
    }

    private static async Task AddVersionsAsync(VisionStore store)
    {
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);
        await store.AddModelVersionAsync(Content(Samples.Model("2.0.0", 'b')), Token);
    }

    private static Task<SlotActivation> ActivateAsync(
        VisionStore store,
        string version,
        SlotActivationKind kind = SlotActivationKind.Activated,
        string slot = Slot,
        string? reason = null,
        long? after = null
    ) =>
        store.AddActivationAsync(
            new SlotActivationRequest
            {
                Slot = slot,
                ModelId = "test-embedder",
                Version = version,
                Kind = kind,
                Actor = "tests",
                Reason = reason,
                After = after,
            },
            Token
        );

    private static Task<ModelVersionState> SetStateAsync(VisionStore store, string version, ModelVersionState state) =>
        store.SetModelVersionStateAsync("test-embedder", version, state, Token);

    private static async Task<ModelVersionState> StateOf(VisionStore store, string version) =>
        (await store.FindModelVersionAsync("test-embedder", version, Token)).ShouldNotBeNull().State;
}
