using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class EmbeddingMigratorTests : IAsyncLifetime
{
    private const string Old = "face-embedder-dlib";
    private const string New = "face-embedder-new";
    private const string Slot = VisionSlots.FaceEmbedder;

    private readonly IdentityWorld _world = new(static options =>
    {
        options.Models.FollowInterval = TimeSpan.FromMinutes(1);
        options.Store.KeepCrops = true;
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private VisionClient Client => _world.Client;

    public async ValueTask InitializeAsync()
    {
        var manifest = Manifests.Embedder(
            New,
            Manifests.Threshold(0.0001, 0.02),
            Manifests.Threshold(0.001, 0.075),
            Manifests.Threshold(0.01, 0.15)
        );
        manifest = manifest with { Artifact = manifest.Artifact with { Sha256 = new string('f', 64) } };
        _world.Factory.Models[New] = new FakeModel(manifest);
        var store = await Client.OpenStoreAsync(Token);
        await store.RegisterModelAsync(manifest, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_gallery_moves_answers_in_the_new_space_and_goes_back()
    {
        var ann = await _world.EnrollAsync(101, 0, "ann");
        var bob = await _world.EnrollAsync(102, 90, "bob");
        var reports = new List<MigrationProgress>();
        await Client.Migrations.StartAsync(New, cancellationToken: Token);

        var status = await Client.Migrations.RunAsync(progress: new Listing(reports), cancellationToken: Token);
        var gate = await Client.Migrations.EvaluateGateAsync(cancellationToken: Token);
        var refused = await Should.ThrowAsync<StoreException>(() =>
            Client.Migrations.CutOverAsync(cancellationToken: Token)
        );
        var cutOver = await Client.Migrations.CutOverAsync(
            options: new MigrationCutOverOptions { Override = "two people" },
            cancellationToken: Token
        );

        status.Counts.Done.ShouldBe(2);
        reports[^1]
            .ShouldSatisfyAllConditions(static last => last.Done.ShouldBe(2), static last => last.Total.ShouldBe(2));
        gate.Verdict.ShouldBe(MigrationGate.NotEnoughData);
        refused.Failure.ShouldBe(StoreFailure.Refused);
        cutOver.ModelId.ShouldBe(New);
        var found = await Client.IdentifyAsync(_world.Picture(103, 5), cancellationToken: Token);
        found.Candidates[0].Identity.Id.ShouldBe(ann);
        found.Provenance.Models.ShouldContain(static use => use.ModelId == New);

        var cid = await _world.EnrollAsync(104, 180, "cid");
        (await Client.Migrations.GetStatusAsync(cancellationToken: Token)).ShouldNotBeNull().Counts.Done.ShouldBe(3);
        var back = await Client.Migrations.RollbackAsync(cancellationToken: Token);
        back.ModelId.ShouldBe(Old);
        found = await Client.IdentifyAsync(_world.Picture(105, 178), cancellationToken: Token);
        found.Candidates[0].Identity.Id.ShouldBe(cid);
        found.Provenance.Models.ShouldContain(static use => use.ModelId == Old);
        found = await Client.IdentifyAsync(_world.Picture(106, 92), cancellationToken: Token);
        found.Candidates[0].Identity.Id.ShouldBe(bob);
    }

    [Fact]
    public async Task Who_is_enrolled_while_it_runs_is_in_both_spaces_at_once_counterexamples_too()
    {
        await Client.Migrations.StartAsync(New, cancellationToken: Token);

        var ann = await _world.EnrollAsync(101, 0, "ann");
        await Client.RejectAsync(IdentityKey.FromId(ann), _world.Picture(102, 4), cancellationToken: Token);

        var status = (await Client.Migrations.GetStatusAsync(cancellationToken: Token)).ShouldNotBeNull();
        status.Counts.Done.ShouldBe(1);
        status.Counts.Pending.ShouldBe(0);
        var store = await Client.OpenStoreAsync(Token);
        foreach (var space in await store.ListSpacesAsync(StoreOptions.DefaultTenant, "faces", Token))
        {
            var found = await store.SearchAsync(
                new GalleryScope("default"),
                new Embedding(space, [1, 0]),
                cancellationToken: Token
            );
            found.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(ann);
            var refuted = await store.SearchAsync(
                new GalleryScope("default"),
                new Embedding(space, [MathF.Cos(4 * MathF.PI / 180), MathF.Sin(4 * MathF.PI / 180)]),
                cancellationToken: Token
            );
            refuted.Refuted.ShouldBe([ann]);
        }
    }

    [Fact]
    public async Task A_new_embedder_that_fails_keeps_nobody_from_being_enrolled_and_the_move_makes_up_for_it()
    {
        await Client.Migrations.StartAsync(New, cancellationToken: Token);
        _world.Factory.Models[New].WhenEmbedding = static _ =>
            throw new ModelRunException(ModelRunFailure.Failed, New, "1.0.0", "cannot be computed");

        await _world.EnrollAsync(101, 0, "ann");

        (await Client.Migrations.GetStatusAsync(cancellationToken: Token)).ShouldNotBeNull().Counts.Pending.ShouldBe(1);
        _world.Factory.Models[New].WhenEmbedding = static _ => { };
        (await Client.Migrations.RunAsync(cancellationToken: Token)).Counts.Done.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_waits_while_the_client_is_busy()
    {
        await using var busy = _world.Open(static options => (options.MaxConcurrency, options.QueueLimit) = (1, 0));
        await _world.EnrollAsync(101, 0, "ann");
        await Client.Migrations.StartAsync(New, cancellationToken: Token);
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        _world.Factory.Models[Old].WhenEmbedding = token =>
        {
            begun.Set();
            go.Wait(token);
        };
        var request = busy.IdentifyAsync(_world.Picture(102, 5), cancellationToken: Token);
        begun.Wait(Token);

        var run = busy.Migrations.RunAsync(cancellationToken: Token);
        await Task.Delay(100, Token);
        run.IsCompleted.ShouldBeFalse();
        go.Set();

        (await run).Counts.Done.ShouldBe(1);
        (await request).Candidates.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_process_that_knows_nothing_of_the_move_loses_nobody()
    {
        await using var other = _world.Open(static options =>
        {
            options.Models.FollowInterval = TimeSpan.FromHours(1);
            options.Store.KeepCrops = true;
        });
        await other.EnrollAsync(_world.Picture(101, 0), new EnrolmentOptions { ExternalKey = "ann" }, Token);
        await Client.Migrations.StartAsync(New, cancellationToken: Token);
        await Client.Migrations.RunAsync(cancellationToken: Token);
        await Client.Migrations.CutOverAsync(
            options: new MigrationCutOverOptions { Override = "test" },
            cancellationToken: Token
        );

        // It has not noticed the cut-over: its own space is the old one.
        await other.EnrollAsync(_world.Picture(102, 90), new EnrolmentOptions { ExternalKey = "bob" }, Token);
        (
            await other.IdentifyAsync(_world.Picture(103, 92), cancellationToken: Token)
        ).Candidates.ShouldHaveSingleItem();

        (
            await Client.IdentifyAsync(_world.Picture(104, 92), cancellationToken: Token)
        ).Candidates.ShouldHaveSingleItem();
        await other.Models.RefreshAsync(Token);
        var followed = await other.IdentifyAsync(_world.Picture(105, 92), cancellationToken: Token);
        followed.Provenance.Models.ShouldContain(static use => use.ModelId == New);
        followed.Candidates.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Identities_without_a_picture_are_bridged_flagged_measured_and_listed_until_they_are_enrolled_again()
    {
        for (var person = 0; person < 30; person++)
        {
            await Client.EnrollAsync(
                _world.Picture(200 + person, 12 * person),
                new EnrolmentOptions { ExternalKey = $"p{person}", Checks = EnrolmentChecks.None },
                Token
            );
        }

        var bare = await Client.EnrollAsync(
            _world.Picture(101, 6),
            new EnrolmentOptions
            {
                ExternalKey = "bare",
                KeepCrops = false,
                Checks = EnrolmentChecks.None,
            },
            Token
        );
        await Client.Migrations.StartAsync(New, cancellationToken: Token);

        var status = await Client.Migrations.RunAsync(
            options: new MigrationRunOptions
            {
                AllowBridge = true,
                BridgeIdentities = 30,
                BatchSize = 7,
            },
            cancellationToken: Token
        );
        await Client.Migrations.CutOverAsync(
            options: new MigrationCutOverOptions { Override = "test" },
            cancellationToken: Token
        );

        status.Counts.Bridged.ShouldBe(1);
        status.Bridge.ShouldNotBeNull().Identities.ShouldBe(30);
        status.Bridge.IsOrthogonal.ShouldBeTrue();
        var found = await Client.IdentifyAsync(_world.Picture(102, 6), cancellationToken: Token);
        found
            .Candidates[0]
            .ShouldSatisfyAllConditions(
                first => first.Identity.Id.ShouldBe(bare.IdentityId!.Value),
                static first => first.IsBridged.ShouldBeTrue(),
                static first => first.Identity.Bridged.ShouldBe(1)
            );
        (
            await Client.VerifyAsync(
                IdentityKey.FromId(bare.IdentityId!.Value),
                _world.Picture(102, 6),
                cancellationToken: Token
            )
        ).IsBridged.ShouldBeTrue();
        (await Client.Migrations.ListReenrolAsync(cancellationToken: Token))
            .ShouldHaveSingleItem()
            .IdentityId.ShouldBe(bare.IdentityId.Value);

        await Client.EnrollAsync(
            _world.Picture(103, 6),
            new EnrolmentOptions { ExternalKey = "bare", Checks = EnrolmentChecks.None },
            Token
        );
        (await Client.Migrations.ListReenrolAsync(cancellationToken: Token)).ShouldBeEmpty();
        (await Client.IdentifyAsync(_world.Picture(104, 6), cancellationToken: Token))
            .Candidates[0]
            .IsBridged.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_bridge_they_are_listed_as_missing_and_hold_the_cut_over_back()
    {
        await Client.EnrollAsync(
            _world.Picture(101, 6),
            new EnrolmentOptions
            {
                ExternalKey = "bare",
                KeepCrops = false,
                Checks = EnrolmentChecks.None,
            },
            Token
        );
        await Client.Migrations.StartAsync(New, cancellationToken: Token);

        var status = await Client.Migrations.RunAsync(
            options: new MigrationRunOptions { AllowBridge = true },
            cancellationToken: Token
        );

        status.Counts.MissingInNew.ShouldBe(1);
        (await Client.Migrations.ListReenrolAsync(cancellationToken: Token))
            .ShouldHaveSingleItem()
            .Problem.ShouldNotBeNull()
            .ShouldContain("100 identities");
        var cutOver = new MigrationCutOverOptions { Override = "test" };
        (
            await Should.ThrowAsync<StoreException>(() =>
                Client.Migrations.CutOverAsync(options: cutOver, cancellationToken: Token)
            )
        ).Message.ShouldContain("1 of 1");
        await Client.Migrations.CutOverAsync(options: cutOver with { AllowedMissing = 1 }, cancellationToken: Token);
    }

    [Fact]
    public async Task A_picture_that_gives_nothing_does_not_stop_the_others()
    {
        await _world.EnrollAsync(101, 0, "ann");
        await _world.EnrollAsync(102, 90, "bob");
        _world.Faces.Faces.Remove(101);
        await Client.Migrations.StartAsync(New, cancellationToken: Token);

        var status = await Client.Migrations.RunAsync(cancellationToken: Token);
        status.Counts.Done.ShouldBe(1);
        status.Counts.Failed.ShouldBe(1);

        _world.Picture(101, 0);
        status = await Client.Migrations.RunAsync(
            options: new MigrationRunOptions { RetryFailed = true },
            cancellationToken: Token
        );
        status.Counts.Done.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_done_before_a_run_was_ended_stays_done()
    {
        for (var person = 0; person < 6; person++)
        {
            await _world.EnrollAsync(200 + person, 60 * person, $"p{person}");
        }

        await Client.Migrations.StartAsync(New, cancellationToken: Token);
        using var stop = new CancellationTokenSource();
        var afterTwo = new Calling(progress =>
        {
            if (progress.Done >= 2)
            {
                stop.Cancel();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Client.Migrations.RunAsync(
                options: new MigrationRunOptions { BatchSize = 2 },
                progress: afterTwo,
                cancellationToken: stop.Token
            )
        );
        (await Client.Migrations.GetStatusAsync(cancellationToken: Token)).ShouldNotBeNull().Counts.Done.ShouldBe(2);
        var before = _world.Faces.Requests.Count(static request => request.IsCrop);

        var status = await Client.Migrations.RunAsync(cancellationToken: Token);

        status.Counts.Done.ShouldBe(6);
        (_world.Faces.Requests.Count(static request => request.IsCrop) - before).ShouldBe(4);
    }

    [Fact]
    public async Task The_gate_agrees_or_not_by_the_callers_pairs_and_says_why()
    {
        await _world.EnrollAsync(101, 0, "ann");
        await Client.Migrations.StartAsync(New, cancellationToken: Token);
        await Client.Migrations.RunAsync(cancellationToken: Token);
        var pairs = new List<LabelledImagePair>();
        for (var pair = 0; pair < 320; pair++)
        {
            pairs.Add(
                new LabelledImagePair(
                    _world.Picture(1000 + pair, pair),
                    _world.Picture(2000 + pair, pair + 90),
                    IsSame: false
                )
            );
        }

        for (var pair = 0; pair < 400; pair++)
        {
            pairs.Add(
                new LabelledImagePair(
                    _world.Picture(3000 + pair, pair),
                    _world.Picture(4000 + pair, pair + 1),
                    IsSame: true
                )
            );
        }

        var gate = new MigrationGateOptions { FalseMatchRates = [0.01], Pairs = [.. pairs] };
        var report = await Client.Migrations.EvaluateGateAsync(options: gate, cancellationToken: Token);
        var status = (await Client.Migrations.GetStatusAsync(cancellationToken: Token)).ShouldNotBeNull();

        report.Verdict.ShouldBe(MigrationGate.Passed);
        report.Rates[0].New.TrueAcceptRate.ShouldBe(1);
        report.Rates[0].New.LowerBound.ShouldBeInRange(0.98, 0.995);
        status.IsReady.ShouldBeTrue();
        status.Gate.ShouldNotBeNull().GenuinePairs.ShouldBe(400);
        await Client.Migrations.CutOverAsync(cancellationToken: Token);
        await Client.Migrations.FinishAsync(cancellationToken: Token);
        (
            await Should.ThrowAsync<StoreException>(() => Client.Migrations.RollbackAsync(cancellationToken: Token))
        ).Failure.ShouldBe(StoreFailure.UnknownMigration);
    }

    [Fact]
    public async Task A_slot_without_profile_and_a_space_that_is_there_already_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() =>
            Client.Migrations.StartAsync(New, new MigrationStartOptions { Slot = "whales/embedder" }, Token)
        );
        var store = await Client.OpenStoreAsync(Token);
        await store.RegisterModelAsync(_world.Factory.Models[Old].Manifest, Token);
        (
            await Should.ThrowAsync<StoreException>(() => Client.Migrations.StartAsync(Old, cancellationToken: Token))
        ).Failure.ShouldBe(StoreFailure.Refused);
        (
            await Should.ThrowAsync<StoreException>(() => Client.Migrations.RunAsync(Slot, cancellationToken: Token))
        ).Failure.ShouldBe(StoreFailure.UnknownMigration);
        (await Client.Migrations.GetStatusAsync(Slot, Token)).ShouldBeNull();
    }

    private sealed class Listing(List<MigrationProgress> all) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => all.Add(value);
    }

    private sealed class Calling(Action<MigrationProgress> call) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => call(value);
    }
}
