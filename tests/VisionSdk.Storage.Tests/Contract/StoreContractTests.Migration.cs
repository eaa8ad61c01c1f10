using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static ModelManifest OldModel { get; } = Samples.Model();

    private static ModelManifest NewModel { get; } = Samples.Model("2.0.0", 'b');

    [Fact]
    public async Task A_move_lists_who_is_there_and_whoever_comes_later_by_whichever_way()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1, 2), Token);
        var migration = await StartAsync(store);

        await store.EnrollAsync(Samples.Person("bob", 3), Token);
        await store.EnrollAsync(Samples.Person("cid", 4), Token);
        await store.EnrollAsync(InBoth("dora", 5), Token);
        await foreach (var outcome in store.EnrollManyAsync([Samples.Person("eve", 6), InBoth("fay", 7)], Token))
        {
            outcome.Failure.ShouldBeNull();
        }

        var counts = await store.CountMigrationAsync(migration.Id, cancellationToken: Token);
        counts.ShouldSatisfyAllConditions(
            () => counts.Pending.ShouldBe(4),
            () => counts.Done.ShouldBe(2),
            () => counts.Total.ShouldBe(6)
        );
        (await store.FindOpenMigrationAsync("faces", Token)).ShouldNotBeNull().Id.ShouldBe(migration.Id);
        (await store.FindOpenMigrationAsync("whales", Token)).ShouldBeNull();
        (await store.ListMigrationsAsync(Slot, Token))
            .ShouldHaveSingleItem()
            .State.ShouldBe(EmbeddingMigrationState.Running);
    }

    [Fact]
    public async Task Galleries_of_other_profiles_are_left_alone_and_new_galleries_of_the_profile_are_not_forgotten()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("orca", 1) with { Profile = "whales" }, Token);
        var migration = await StartAsync(store);
        await store.CreateTenantAsync("acme", Token);

        await store.EnrollAsync(Samples.Person("ann", 2) with { Tenant = "acme" }, Token);
        await store.EnrollAsync(Samples.Person("humpback", 3) with { Profile = "whales" }, Token);

        (await store.CountMigrationAsync(migration.Id, cancellationToken: Token)).Pending.ShouldBe(1);
    }

    [Fact]
    public async Task An_identity_is_moved_with_vectors_pictures_and_counterexamples_and_only_once()
    {
        await using var store = await Fixture.OpenAsync();
        var ann = (await store.EnrollAsync(Samples.Person("ann", 1, 2), Token)).IdentityId;
        await store.EnrollAsync(Counterexample(ann, 3), Token);
        var migration = await StartAsync(store);

        var item = (
            await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token)
        ).ShouldHaveSingleItem();
        var pictures = item.Sources.Select(static source => Encoding.UTF8.GetString(source.Crop!.Content.Span)).Order();
        (await store.StoreMigratedAsync(migration.Id, [Moved(item)], Token)).ShouldBe(1);
        (await store.StoreMigratedAsync(migration.Id, [Moved(item)], Token)).ShouldBe(0);

        pictures.ShouldBe(["crop of 1", "crop of 2", "crop of 3"]);
        item.Sources.Count(static source => source.IsCounterexample).ShouldBe(1);
        item.Sources.ShouldAllBe(static source => source.Old != null && source.New == null);
        (await store.CountMigrationAsync(migration.Id, cancellationToken: Token)).Done.ShouldBe(1);
        var found = await SearchNewAsync(store, 1);
        found.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(ann);
        found.Embeddings.ShouldBe(2);
        (await SearchNewAsync(store, 3)).Refuted.ShouldBe([ann]);
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_workers_never_hold_the_same_identity_and_a_dead_ones_share_is_taken_over()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var store = await Fixture.OpenAsync(time: time);
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        await store.EnrollAsync(Samples.Person("bob", 2), Token);
        var migration = await StartAsync(store);

        var dead = await store.ClaimMigrationAsync(migration.Id, 1, Lease, cancellationToken: Token);
        var live = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);
        (await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token)).ShouldBeEmpty();
        time.Advance(Lease + TimeSpan.FromSeconds(1));
        var late = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);
        (await store.StoreMigratedAsync(migration.Id, [Moved(dead[0])], Token)).ShouldBe(0);
        (await store.StoreMigratedAsync(migration.Id, [.. late.Select(Moved)], Token)).ShouldBe(2);

        dead[0].IdentityId.ShouldNotBe(live.ShouldHaveSingleItem().IdentityId);
        late.Length.ShouldBe(2);
        (await store.CountMigrationAsync(migration.Id, cancellationToken: Token)).ShouldSatisfyAllConditions(
            static counts => counts.Done.ShouldBe(2),
            static counts => counts.Remaining.ShouldBe(0)
        );
    }

    [Fact]
    public async Task Who_is_enrolled_again_while_being_moved_stays_on_the_list()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = await StartAsync(store);
        var stale = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);

        await store.EnrollAsync(Samples.Person("ann", 2), Token);
        (await store.StoreMigratedAsync(migration.Id, [Moved(stale[0])], Token)).ShouldBe(0);
        var fresh = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);
        await store.StoreMigratedAsync(migration.Id, [Moved(fresh[0])], Token);

        fresh[0].Sources.Length.ShouldBe(2);
        (await SearchNewAsync(store, 2)).Embeddings.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_erased_while_being_moved_does_not_come_back()
    {
        await using var store = await Fixture.OpenAsync();
        var ann = (await store.EnrollAsync(Samples.Person("ann", 1), Token)).IdentityId;
        var migration = await StartAsync(store);
        var claimed = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);

        (await store.EraseAsync(Tenant, ann, cancellationToken: Token)).IsComplete.ShouldBeTrue();

        (await store.StoreMigratedAsync(migration.Id, [Moved(claimed[0])], Token)).ShouldBe(0);
        (await store.CountMigrationAsync(migration.Id, cancellationToken: Token)).Total.ShouldBe(0);
        (await SearchNewAsync(store, 1)).Embeddings.ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_cut_over_before_everybody_is_moved_and_the_gate_agrees()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = await StartAsync(store);
        var cutOver = new CutOverRequest { MigrationId = migration.Id, Actor = "tests" };

        (await FailureOf(store.CutOverAsync(cutOver, Token))).Message.ShouldContain("not been measured");
        (await FailureOf(store.CutOverAsync(cutOver with { Override = "test" }, Token))).Message.ShouldContain(
            "1 of 1"
        );
        await MoveAllAsync(store, migration.Id);
        await store.RecordGateAsync(migration.Id, MigrationGate.Failed, "{}", Token);
        (await FailureOf(store.CutOverAsync(cutOver, Token))).Failure.ShouldBe(StoreFailure.Refused);
        await store.RecordGateAsync(migration.Id, MigrationGate.NotEnoughData, "{}", Token);
        (await FailureOf(store.CutOverAsync(cutOver, Token))).Message.ShouldContain("too few identities");
        (await store.ListActiveAsync(cancellationToken: Token)).Single().Version.ShouldBe("1.0.0");

        await store.CutOverAsync(cutOver with { Override = "pilot with three people" }, Token);

        (await store.ListActiveAsync(cancellationToken: Token)).Single().Version.ShouldBe("2.0.0");
        var after = await store.GetMigrationAsync(migration.Id, Token);
        after.State.ShouldBe(EmbeddingMigrationState.CutOver);
        after.OverrideReason.ShouldBe("pilot with three people");
    }

    [Fact]
    public async Task A_slot_that_somebody_else_has_changed_is_not_cut_over()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = await StartAsync(store);
        await MoveAllAsync(store, migration.Id);
        await store.RecordGateAsync(migration.Id, MigrationGate.Passed, "{}", Token);
        await ActivateAsync(store, "1.0.0");

        var late = await FailureOf(
            store.CutOverAsync(new CutOverRequest { MigrationId = migration.Id, Actor = "tests" }, Token)
        );

        late.Failure.ShouldBe(StoreFailure.Conflict);
        (await store.GetMigrationAsync(migration.Id, Token)).State.ShouldBe(EmbeddingMigrationState.Running);
    }

    [Fact]
    public async Task While_a_slot_is_being_moved_only_the_move_changes_the_space_that_answers()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = await StartAsync(store);
        await MoveAllAsync(store, migration.Id);

        var past = await FailureOf(ActivateAsync(store, "2.0.0"));
        await store.RecordGateAsync(migration.Id, MigrationGate.Passed, "{}", Token);
        await store.CutOverAsync(new CutOverRequest { MigrationId = migration.Id, Actor = "tests" }, Token);
        var back = await FailureOf(ActivateAsync(store, "1.0.0"));

        past.Failure.ShouldBe(StoreFailure.Refused);
        past.Message.ShouldContain("vision migrate");
        back.Failure.ShouldBe(StoreFailure.Refused);
        await store.RollBackMigrationAsync(migration.Id, "tests", cancellationToken: Token);
        await store.AbandonMigrationAsync(migration.Id, "tests", Token);
        await ActivateAsync(store, "2.0.0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_vectors_of_the_space_that_answers_are_never_dropped(bool finishes)
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = finishes ? await CutOverAsync(store) : await StartAsync(store);
        await MoveAllAsync(store, migration.Id);
        await ActivateBehindAsync(finishes ? "1.0.0" : "2.0.0");

        var end = await FailureOf(
            finishes
                ? store.FinishMigrationAsync(migration.Id, "tests", Token)
                : store.AbandonMigrationAsync(migration.Id, "tests", Token)
        );

        end.Failure.ShouldBe(StoreFailure.Conflict);
        (await store.ListSpacesAsync(Tenant, "faces", Token)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_rollback_loses_nobody_who_was_enrolled_after_the_cut_over()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = await CutOverAsync(store);

        var bob = (await store.EnrollAsync(InNew("bob", 2), Token)).IdentityId;
        (await store.CountMigrationAsync(migration.Id, cancellationToken: Token)).MissingInOld.ShouldBe(1);
        await MoveAllAsync(store, migration.Id);
        var back = await store.RollBackMigrationAsync(migration.Id, "tests", "worse at the door", Token);

        back.ShouldSatisfyAllConditions(
            () => back.Kind.ShouldBe(SlotActivationKind.RolledBack),
            () => back.Version.ShouldBe("1.0.0"),
            () => back.Reason.ShouldBe("worse at the door")
        );
        (await store.CountMigrationAsync(migration.Id, cancellationToken: Token)).MissingInOld.ShouldBe(0);
        var found = await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(2), cancellationToken: Token);
        found.Candidates[0].IdentityId.ShouldBe(bob);
        (await store.GetMigrationAsync(migration.Id, Token)).Gate.ShouldBe(MigrationGate.Open);
    }

    [Fact]
    public async Task After_a_rollback_it_can_be_cut_over_again_or_given_up()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var migration = await CutOverAsync(store);
        (await FailureOf(store.AbandonMigrationAsync(migration.Id, "tests", Token))).Failure.ShouldBe(
            StoreFailure.Conflict
        );
        await store.RollBackMigrationAsync(migration.Id, "tests", cancellationToken: Token);
        await store.RecordGateAsync(migration.Id, MigrationGate.Passed, "{}", Token);
        await store.CutOverAsync(new CutOverRequest { MigrationId = migration.Id, Actor = "tests" }, Token);
        await store.RollBackMigrationAsync(migration.Id, "tests", cancellationToken: Token);

        (await store.AbandonMigrationAsync(migration.Id, "tests", Token)).ShouldBe(1);

        (await store.ListSpacesAsync(Tenant, "faces", Token)).ShouldBe([EmbeddingSpaceId.Compute(OldModel)]);
        (await store.GetMigrationAsync(migration.Id, Token)).State.ShouldBe(EmbeddingMigrationState.Abandoned);
        (await FailureOf(store.ClaimMigrationAsync(migration.Id, 1, Lease, cancellationToken: Token))).Failure.ShouldBe(
            StoreFailure.Conflict
        );
        await StartAsync(store, activate: false);
    }

    [Fact]
    public async Task When_a_move_is_finished_only_the_new_space_is_left_and_its_pictures_serve_the_next_move()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(1), cancellationToken: Token);
        var migration = await CutOverAsync(store);
        await store.EnrollAsync(InBoth("bob", 2), Token);

        (await store.FinishMigrationAsync(migration.Id, "tests", Token)).ShouldBe(2);
        (
            await FailureOf(store.RollBackMigrationAsync(migration.Id, "tests", cancellationToken: Token))
        ).Failure.ShouldBe(StoreFailure.Conflict);

        (await store.ListSpacesAsync(Tenant, "faces", Token)).ShouldBe([EmbeddingSpaceId.Compute(NewModel)]);
        var old = await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(1), cancellationToken: Token);
        old.Embeddings.ShouldBe(0);
        await store.AddModelVersionAsync(Content(Samples.Model("3.0.0", 'c')), Token);
        var next = await store.StartMigrationAsync(Request("3.0.0"), Token);
        var items = await store.ClaimMigrationAsync(next.Id, 10, Lease, cancellationToken: Token);
        items
            .SelectMany(static item => item.Sources)
            .Select(static source => Encoding.UTF8.GetString(source.Crop!.Content.Span))
            .Order()
            .ShouldBe(["crop of 1", "crop of 2"]);
    }

    [Fact]
    public async Task Who_cannot_be_moved_is_kept_and_listed_to_be_enrolled_again()
    {
        await using var store = await Fixture.OpenAsync();
        var ann = (await store.EnrollAsync(Samples.Person("ann", 1), Token)).IdentityId;
        await store.EnrollAsync(Samples.Person("bob", 2), Token);
        var migration = await StartAsync(store);
        var items = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);
        await store.StoreMigratedAsync(
            migration.Id,
            [.. items.Select(item => item.IdentityId == ann ? Lost(item) : Moved(item))],
            Token
        );
        await store.RecordGateAsync(migration.Id, MigrationGate.Passed, "{}", Token);
        var cutOver = new CutOverRequest { MigrationId = migration.Id, Actor = "tests" };
        (await FailureOf(store.CutOverAsync(cutOver, Token))).Message.ShouldContain("1 of 2");
        await store.CutOverAsync(cutOver with { AllowedMissing = 0.5 }, Token);

        (await store.FinishMigrationAsync(migration.Id, "tests", Token)).ShouldBe(1);

        var lost = (await store.ListReenrolAsync(migration.Id, Token)).ShouldHaveSingleItem();
        lost.ShouldBe(new ReenrolmentCandidate(ann, Tenant, "faces", IsBridged: false, "damaged"));
        (await store.ListSpacesAsync(Tenant, "faces", Token)).Length.ShouldBe(2);
        await store.EnrollAsync(InNew("ann", 9), Token);
        (await store.ListReenrolAsync(migration.Id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mapped_vector_is_flagged_everywhere_until_a_real_one_takes_its_place()
    {
        await using var store = await Fixture.OpenAsync();
        var ann = (await store.EnrollAsync(Samples.Person("ann", 1), Token)).IdentityId;
        var migration = await StartAsync(store);
        var item = (await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token))[0];
        await store.StoreMigratedAsync(migration.Id, [Moved(item, isBridged: true)], Token);

        var before = await SearchNewAsync(store, 1);
        var listed = await store.ListReenrolAsync(migration.Id, Token);
        var record = await store.FindIdentityAsync(Tenant, ann, Token);
        await store.EnrollAsync(InNew("ann", 1), Token);
        var after = await SearchNewAsync(store, 1);

        before.Bridged.ShouldBe([before.Candidates[0].EmbeddingId]);
        record.ShouldNotBeNull().Bridged.ShouldBe(1);
        listed.ShouldHaveSingleItem().IsBridged.ShouldBeTrue();
        after.Embeddings.ShouldBe(1);
        after.Bridged.ShouldBeEmpty();
        after.Candidates[0].EmbeddingId.ShouldNotBe(before.Candidates[0].EmbeddingId);
        (await store.FindIdentityAsync(Tenant, ann, Token)).ShouldNotBeNull().Bridged.ShouldBe(0);
        (await store.ListReenrolAsync(migration.Id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slot_is_moved_once_at_a_time_and_the_database_itself_sees_to_that()
    {
        await using var store = await Fixture.OpenAsync();
        await StartAsync(store);

        (await FailureOf(store.StartMigrationAsync(Request("2.0.0"), Token))).Failure.ShouldBe(StoreFailure.Conflict);

        await using var context = Context();
        await Should.ThrowAsync<Exception>(() =>
            context.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO embedding_migrations (slot, from_model_version_id, from_space_id, to_model_version_id, to_space_id,
                    state, activation_id, actor, gate, started_at, updated_at, version)
                SELECT slot, from_model_version_id, from_space_id, to_model_version_id, to_space_id,
                    state, activation_id, actor, gate, started_at, updated_at, version FROM embedding_migrations
                """,
                Token
            )
        );
        (await store.ListMigrationsAsync(cancellationToken: Token)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_database_itself_refuses_a_vector_in_a_space_that_is_not_its_models()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        await store.RegisterModelAsync(NewModel, Token);
        await using var context = Context();

        await Should.ThrowAsync<Exception>(() =>
            context.Database.ExecuteSqlRawAsync(
                "UPDATE face_embeddings SET space_id = (SELECT MAX(id) FROM embedding_spaces)",
                Token
            )
        );

        (await store.ListSpacesAsync(Tenant, "faces", Token)).ShouldBe([EmbeddingSpaceId.Compute(OldModel)]);
    }

    [Fact]
    public async Task The_place_of_a_face_in_its_picture_comes_back_and_lies_sealed()
    {
        var place = new CropPlace(new BoundingBox(1.5f, 2, 30, 40), [new Keypoint(3, 4), new Keypoint(5, 6.25f)]);
        await using var store = await Fixture.OpenAsync();
        var reference = Samples.Reference(1, withCrop: true);
        var person = Samples.Person("ann", 1) with
        {
            References = [reference with { Crop = reference.Crop! with { Place = place } }],
        };
        await store.EnrollAsync(person, Token);
        await foreach (var _ in store.EnrollManyAsync([person with { ExternalKey = "bob" }], Token)) { }

        var migration = await StartAsync(store);

        var items = await store.ClaimMigrationAsync(migration.Id, 10, Lease, cancellationToken: Token);
        items.Length.ShouldBe(2);
        items.ShouldAllBe(item => item.Sources[0].Crop!.Place == place);
        await using var context = Context();
        var stored = await context.FaceCrops.Select(static row => row.Place).ToListAsync(Token);
        stored.ShouldAllBe(bytes => bytes!.Length == CropPlaceBytes.Write(place).Length + Envelope.Overhead);
    }

    [Fact]
    public async Task Samples_are_drawn_from_those_that_both_spaces_have_and_people_with_several_pictures_come_first()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("ann", 1), Token);
        var bob = (await store.EnrollAsync(Samples.Person("bob", 2, 3), Token)).IdentityId;
        await store.EnrollAsync(Samples.Person("cid", 4), Token);
        var migration = await StartAsync(store);
        (await store.SampleMigratedAsync(migration.Id, 10, seed: 1, Token)).ShouldBeEmpty();
        await MoveAllAsync(store, migration.Id);

        var all = await store.SampleMigratedAsync(migration.Id, 10, seed: 1, Token);
        var one = await store.SampleMigratedAsync(migration.Id, 1, seed: 1, Token);

        all.Length.ShouldBe(3);
        one.ShouldHaveSingleItem().IdentityId.ShouldBe(bob);
        one[0].Sources.Length.ShouldBe(2);
        one[0].Sources.ShouldAllBe(static source => source.Old!.Space != source.New!.Space);
    }

    private static async Task<EmbeddingMigrationRecord> StartAsync(VisionStore store, bool activate = true)
    {
        if (activate)
        {
            await AddVersionsAsync(store);
            await ActivateAsync(store, "1.0.0");
        }

        return await store.StartMigrationAsync(Request("2.0.0"), Token);
    }

    private static async Task<EmbeddingMigrationRecord> CutOverAsync(VisionStore store)
    {
        var migration = await StartAsync(store);
        await MoveAllAsync(store, migration.Id);
        await store.RecordGateAsync(migration.Id, MigrationGate.Passed, "{}", Token);
        await store.CutOverAsync(new CutOverRequest { MigrationId = migration.Id, Actor = "tests" }, Token);
        return migration;
    }

    private static async Task MoveAllAsync(VisionStore store, int migration)
    {
        while (
            await store.ClaimMigrationAsync(migration, 10, Lease, cancellationToken: Token) is { IsEmpty: false } some
        )
        {
            await store.StoreMigratedAsync(migration, [.. some.Select(static item => Moved(item))], Token);
        }
    }

    private static EmbeddingMigrationRequest Request(string version) =>
        new()
        {
            Slot = Slot,
            Profiles = ["faces"],
            ModelId = "test-embedder",
            Version = version,
            Actor = "tests",
        };

    private static MigratedIdentity Moved(MigrationItem item) => Moved(item, isBridged: false);

    private static MigratedIdentity Moved(MigrationItem item, bool isBridged) =>
        new(
            item,
            isBridged ? EmbeddingMigrationItemState.Bridged : EmbeddingMigrationItemState.Done,
            [
                .. item
                    .Sources.Where(static source => source.Old is null || source.New is null)
                    .Select(source => new MigratedVector(source, Again(source), isBridged)),
            ]
        );

    private static MigratedIdentity Lost(MigrationItem item) =>
        new(item, EmbeddingMigrationItemState.Failed, [], "damaged");

    /// <summary>Embeds the picture again: it names the seed of its vector.</summary>
    private static Embedding Again(MigrationSource source) =>
        Samples.Vector(
            int.Parse(Encoding.UTF8.GetString(source.Crop!.Content.Span).AsSpan("crop of ".Length)),
            source.Old is null ? OldModel : NewModel
        );

    private static Enrolment InBoth(string key, int seed) =>
        Samples.Person(key, seed) with
        {
            References = [Samples.Reference(seed, withCrop: true), Samples.Reference(seed, withCrop: true, NewModel)],
        };

    private static Enrolment InNew(string key, int seed) =>
        Samples.Person(key, seed) with
        {
            References = [Samples.Reference(seed, withCrop: true, NewModel)],
        };

    private static Enrolment Counterexample(Guid identity, int seed) =>
        new()
        {
            IdentityId = identity,
            References = [Samples.Reference(seed, withCrop: true) with { IsCounterexample = true }],
        };

    private static Task<GallerySearchResult> SearchNewAsync(VisionStore store, int seed) =>
        store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(seed, NewModel), cancellationToken: Token);

    /// <summary>Changes the slot as no method of the store would.</summary>
    private async Task ActivateBehindAsync(string version)
    {
        await using var context = Context();
        context.SlotActivations.Add(
            new SlotActivationRow
            {
                Slot = Slot,
                ModelVersionId = await context
                    .ModelVersions.Where(row => row.SemanticVersion == version)
                    .Select(static row => row.Id)
                    .SingleAsync(Token),
                Kind = SlotActivationKind.Activated,
                ActivatedAt = DateTimeOffset.UnixEpoch,
                Actor = "somebody",
            }
        );
        await context.SaveChangesAsync(Token);
    }

    private VisionDbContext Context()
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        return new VisionDbContext(options.Options);
    }
}
