using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class RolloutTests
{
    private const string Slot = VisionSlots.FaceEmbedder;

    // 10 degrees are a distance of 0.015, 20 of 0.060: the strict candidate refuses what the present version takes.
    private const double Strict = 0.03;

    private static readonly RolloutOptions Shadow = new()
    {
        Share = 1,
        Rules = new() { RollBack = false },
    };

    private static readonly RolloutOptions Canary = Shadow with { Mode = RolloutMode.Canary };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_shadow_the_present_version_answers_and_flips_are_counted()
    {
        await using var world = await RolloutWorld.CreateAsync(Strict);
        await world.StartAsync(Shadow);

        var far = await world.VerifyAsync(20);
        var near = await world.VerifyAsync(10);

        far.Decision.ShouldBe(VerificationDecision.Match);
        near.Decision.ShouldBe(VerificationDecision.Match);
        far.Provenance.Models[^1].ModelId.ShouldBe(RolloutWorld.Present);
        far.Provenance.Rollout!.Arm.ShouldBe(RolloutArm.Shadowed);
        var report = await world.ComparedAsync("verify", 2);
        report.Chosen.ShouldBe(2);
        report.Flips.Count.ShouldBe(1);
        report.FlipsByKind.ShouldBe([new RolloutItem("Match>NoMatch", 1)]);
        report.Errors.ShouldBe(new RolloutRate(0, 2, ClopperPearson.Interval(0, 2, 0.99)));
        report.Drift!.Scores.ShouldBe(2);
        report.Latency.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_candidate_that_hangs_delays_and_fails_nobody_and_what_does_not_fit_is_counted()
    {
        using var release = new ManualResetEventSlim();
        await using var world = await RolloutWorld.CreateAsync(configure: static options =>
            options.Rollouts.QueueLimit = 3
        );
        await world.StartAsync(Shadow);
        world.Model.WhenEmbedding = _ => release.Wait(Token);
        try
        {
            for (var i = 0; i < 10; i++)
            {
                (await world.VerifyAsync(10)).Decision.ShouldBe(VerificationDecision.Match);
            }

            var report = (await world.ReportAsync()).Operations.ShouldHaveSingleItem();
            report.Chosen.ShouldBe(10);
            report.Compared.ShouldBe(0);

            // One is being decided and three wait.
            report.Dropped.ShouldBe([new RolloutItem("queue full", 6)]);
        }
        finally
        {
            release.Set();
        }

        (await world.ComparedAsync("verify", 4)).Compared.ShouldBe(4);
    }

    [Fact]
    public async Task A_candidate_that_throws_in_the_shadow_is_counted_by_type()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Shadow);
        world.Model.WhenEmbedding = static _ => throw new InvalidOperationException("broken");

        (await world.VerifyAsync(10)).Decision.ShouldBe(VerificationDecision.Match);

        var report = await world.ReportAsync(static report => report.Operations.Any(found => found.Errors.Count > 0));
        var verify = report.Operations.ShouldHaveSingleItem();
        verify.ErrorsByType.ShouldBe([new RolloutItem(nameof(InvalidOperationException), 1)]);
        verify.Errors.Of.ShouldBe(1);
        verify.Compared.ShouldBe(0);
    }

    [Fact]
    public async Task Pixels_that_the_caller_changes_afterwards_are_compared_as_they_were()
    {
        using var release = new ManualResetEventSlim();
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Shadow);
        var detector = new FakeDetector(Manifests.Detector("detector-candidate"));
        world.World.Factory.Models["detector-candidate"] = detector;
        await (await world.Client.OpenStoreAsync(Token)).RegisterModelAsync(detector.Manifest, Token);
        await world.Client.Rollouts.StartAsync(VisionSlots.ObjectDetector, "detector-candidate", Shadow, Token);
        var digests = new List<byte[]>();
        void Look(VisionSdk.ML.EncodedImage image, CancellationToken token) => digests.Add(image.ComputeSha256());
        world.World.Factory.Detector().During = Look;
        detector.During = (image, token) =>
        {
            release.Wait(token);
            Look(image, token);
        };
        var pixels = new byte[100];

        await world.Client.DetectAsync(
            ImageSource.FromPixels(pixels, 10, 10, PixelFormat.Gray8),
            cancellationToken: Token
        );
        pixels.AsSpan().Fill(255);
        release.Set();

        await Eventually.HoldsAsync(() => digests.Count == 2, Token);
        digests[1].ShouldBe(digests[0]);
    }

    [Fact]
    public async Task A_canary_answers_and_the_present_version_decides_in_the_background()
    {
        await using var world = await RolloutWorld.CreateAsync(Strict);
        var rollout = await world.StartAsync(Canary);

        var result = await world.VerifyAsync(20);

        result.Decision.ShouldBe(VerificationDecision.NoMatch);
        result.Provenance.Models[^1].ModelId.ShouldBe(RolloutWorld.Candidate);
        result.Provenance.Rollout.ShouldBe(new RolloutPart(rollout.Id, RolloutArm.Candidate));
        (await world.ComparedAsync("verify", 1)).FlipsByKind.ShouldBe([new RolloutItem("Match>NoMatch", 1)]);
    }

    [Fact]
    public async Task A_canary_treats_a_key_alike_and_a_pair_of_pictures_too()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Canary with { Share = 0.5, ComparisonShare = 0 });
        var arms = new Dictionary<int, RolloutArm?>();

        for (var round = 0; round < 2; round++)
        {
            for (var key = 0; key < 40; key++)
            {
                var arm = (await world.VerifyAsync(10 + round, $"customer {key}")).Provenance.Rollout?.Arm;
                arms.TryAdd(key, arm);
                arms[key].ShouldBe(arm);
            }
        }

        arms.Values.Count(static arm => arm == RolloutArm.Candidate).ShouldBeInRange(8, 32);
        var first = (await world.VerifyAsync(10)).Provenance.Rollout;
        (await world.VerifyAsync(10)).Provenance.Rollout.ShouldBe(first);
        (await world.ReportAsync()).Operations.ShouldHaveSingleItem().Compared.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_canary_fails_at_the_present_version_answers_and_says_so()
    {
        await using var world = await RolloutWorld.CreateAsync();
        var rollout = await world.StartAsync(Canary);
        world.Model.WhenEmbedding = static _ => throw new InvalidOperationException("broken");

        var result = await world.VerifyAsync(10);

        result.Decision.ShouldBe(VerificationDecision.Match);
        result.Provenance.Models[^1].ModelId.ShouldBe(RolloutWorld.Present);
        result.Provenance.Rollout.ShouldBe(
            new RolloutPart(rollout.Id, RolloutArm.Fallback, nameof(InvalidOperationException))
        );
        (await world.ReportAsync())
            .Operations.ShouldHaveSingleItem()
            .ErrorsByType.ShouldBe([new RolloutItem(nameof(InvalidOperationException), 1)]);
    }

    [Fact]
    public async Task The_callers_own_errors_are_not_the_candidates()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Canary);

        await Should.ThrowAsync<ImageDecodeException>(
            world.Client.VerifyAsync(Pictures.Damaged(), Pictures.Damaged(), cancellationToken: Token)
        );
        using var cancelled = new CancellationTokenSource();
        world.Model.WhenEmbedding = _ => cancelled.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(
            world.Client.VerifyAsync(
                world.World.Picture(400, 0),
                world.World.Picture(410, 0),
                cancellationToken: cancelled.Token
            )
        );

        (await world.ReportAsync()).Operations.ShouldHaveSingleItem().Errors.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Claims_stick_to_the_identity_and_are_compared_when_the_gallery_has_the_space()
    {
        await using var world = await RolloutWorld.CreateAsync(Strict);
        var anna = await world.World.EnrollAsync(200, 0, "anna");
        await world.StartAsync(Canary with { Share = 0.5 });
        var arms = new HashSet<RolloutArm?>();

        for (var i = 0; i < 6; i++)
        {
            // By id or by key, with another picture each time.
            var key = i % 2 == 0 ? IdentityKey.FromId(anna) : IdentityKey.FromExternalKey("anna");
            var result = await world.Client.VerifyAsync(
                key,
                world.World.Picture(210 + i, 10 + i),
                cancellationToken: Token
            );
            arms.Add(result.Provenance.Rollout?.Arm);
        }

        arms.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Identifications_flip_from_known_to_unknown()
    {
        await using var world = await RolloutWorld.CreateAsync(Strict);
        await world.World.EnrollAsync(200, 0, "anna");
        await world.StartAsync(Shadow);

        var result = await world.Client.IdentifyAsync(world.World.Picture(210, 20), cancellationToken: Token);

        result.Decision.ShouldBe(IdentificationDecision.Known);
        (await world.ComparedAsync("identify", 1)).FlipsByKind.ShouldBe([new RolloutItem("Known>Unknown", 1)]);
    }

    [Fact]
    public async Task A_gallery_that_has_not_moved_is_not_compared_and_the_report_says_so()
    {
        await using var world = await RolloutWorld.CreateAsync(otherSpace: true);
        var anna = await world.World.EnrollAsync(200, 0, "anna");
        await world.StartAsync(Canary);

        var claim = await world.Client.VerifyAsync(anna, world.World.Picture(210, 10), cancellationToken: Token);
        var found = await world.Client.IdentifyAsync(world.World.Picture(210, 10), cancellationToken: Token);
        var pair = await world.VerifyAsync(10);

        claim.Decision.ShouldBe(VerificationDecision.Match);
        claim.Provenance.Rollout.ShouldBeNull();
        found.Decision.ShouldBe(IdentificationDecision.Known);
        pair.Provenance.Rollout!.Arm.ShouldBe(RolloutArm.Candidate);
        await world.ComparedAsync("verify", 1);
        var report = await world.ReportAsync();
        report.NotMigrated.ShouldBe([new RolloutItem("faces", 1)]);
        report
            .Operations.Single(static operation => operation.Operation == "claim")
            .Incomparable.ShouldBe([new RolloutItem("the gallery is not in the candidate's space", 1)]);
        (
            await Should.ThrowAsync<ModelActivationException>(
                world.Client.Rollouts.PromoteAsync(Slot, cancellationToken: Token)
            )
        ).Failure.ShouldBe(ActivationFailure.SpaceNotMigrated);
        (await world.ReportAsync()).Rollout.State.ShouldBe(RolloutState.Running);
    }

    [Fact]
    public async Task Rules_roll_back_by_themselves_and_leave_their_reason()
    {
        await using var world = await RolloutWorld.CreateAsync(Strict);
        await world.StartAsync(Shadow with { Rules = new() { MaxDrift = null } });
        for (var i = 0; i < 3; i++)
        {
            await world.VerifyAsync(20);
        }

        var report = await world.ReportAsync(static report => report.Rollout.State != RolloutState.Running);

        report.Rollout.State.ShouldBe(RolloutState.RolledBack);
        report.Rollout.EndedBy.ShouldBe("rollout rules");
        report.Rollout.EndReason!.ShouldStartWith("flip rate of verify is 1 (at least 0.");
        (await world.VerifyAsync(20)).Provenance.Rollout.ShouldBeNull();
        (await world.Client.Models.ListHistoryAsync(Slot, cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_promote_by_themselves_where_they_may()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(
            Shadow with
            {
                Rules = new()
                {
                    MinDecisions = 5,
                    MaxFlipRate = 0.9,
                    MaxErrorRate = 0.9,
                    MaxLatencyRatio = null,
                    MaxDrift = null,
                    Promote = true,
                },
            }
        );
        for (var i = 0; i < 5; i++)
        {
            await world.VerifyAsync(10);
        }

        var report = await world.ReportAsync(static report => report.Rollout.State != RolloutState.Running);

        report.Rollout.State.ShouldBe(RolloutState.Promoted);
        var last = (await world.Client.Models.ListHistoryAsync(Slot, cancellationToken: Token))[0];
        last.ModelId.ShouldBe(RolloutWorld.Candidate);
        last.Actor.ShouldBe("rollout rules");
        last.Reason.ShouldNotBeNull();
        (await world.VerifyAsync(10)).Provenance.Models[^1].ModelId.ShouldBe(RolloutWorld.Candidate);
    }

    [Fact]
    public async Task People_promote_and_abort()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Shadow);
        (await Should.ThrowAsync<StoreException>(world.StartAsync(Shadow))).Failure.ShouldBe(StoreFailure.Conflict);

        var aborted = await world.Client.Rollouts.AbortAsync(Slot, "anna", "not today", Token);
        await world.StartAsync(Shadow);
        var promoted = await world.Client.Rollouts.PromoteAsync(
            Slot,
            new ActivationOptions { Actor = "bert", Reason = "good" },
            Token
        );

        aborted.State.ShouldBe(RolloutState.Aborted);
        aborted.EndReason.ShouldBe("not today");
        promoted.Actor.ShouldBe("bert");
        (await world.Client.Rollouts.ListAsync(Slot, Token))
            .Select(static rollout => rollout.State)
            .ShouldBe([RolloutState.Promoted, RolloutState.Aborted]);
        (
            await Should.ThrowAsync<StoreException>(world.Client.Rollouts.AbortAsync(Slot, cancellationToken: Token))
        ).Failure.ShouldBe(StoreFailure.UnknownRollout);
        (await Should.ThrowAsync<StoreException>(world.Client.Rollouts.GetReportAsync(99, Token))).Failure.ShouldBe(
            StoreFailure.UnknownRollout
        );
        (await Should.ThrowAsync<ModelActivationException>(world.StartAsync(Shadow))).Message.ShouldContain("already");
    }

    [Fact]
    public async Task Other_processes_take_part_add_up_and_follow_a_promotion()
    {
        await using var world = await RolloutWorld.CreateAsync(Strict);
        var other = world.Open();
        (await world.VerifyAsync(20, client: other)).Provenance.Rollout.ShouldBeNull();
        await world.StartAsync(Canary);

        VerificationResult result;
        do
        {
            await Task.Delay(20, Token);
            result = await world.VerifyAsync(20, client: other);
        } while (result.Provenance.Rollout is null);
        await world.VerifyAsync(20);
        await other.Rollouts.RefreshAsync(Token);

        result.Decision.ShouldBe(VerificationDecision.NoMatch);
        (await world.ComparedAsync("verify", 2)).Compared.ShouldBeGreaterThanOrEqualTo(2);
        await world.Client.Rollouts.PromoteAsync(Slot, cancellationToken: Token);
        await Eventually.HoldsAsync(
            () =>
                other
                    .Models.GetStatus()
                    .Single(static slot => slot.Slot == Slot)
                    .Model.StartsWith(RolloutWorld.Candidate, StringComparison.Ordinal),
            Token
        );
        await other.Rollouts.RefreshAsync(Token);
        (await world.VerifyAsync(20, client: other)).Provenance.Rollout.ShouldBeNull();
    }

    [Fact]
    public async Task Another_activation_ends_a_rollout()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Shadow);
        var third = Manifests.Embedder("face-embedder-third", Manifests.Threshold(0.001, 0.05));
        world.World.Factory.Models["face-embedder-third"] = new FakeModel(third);
        await (await world.Client.OpenStoreAsync(Token)).RegisterModelAsync(third, Token);

        await world.Client.Models.ActivateAsync(Slot, "face-embedder-third", cancellationToken: Token);
        await world.Client.Rollouts.RefreshAsync(Token);

        var rollout = (await world.ReportAsync()).Rollout;
        rollout.State.ShouldBe(RolloutState.Aborted);
        rollout.EndReason!.ShouldContain("face-embedder-third@1.0.0");
    }

    [Fact]
    public async Task A_process_that_cannot_load_the_candidate_serves_on_and_the_report_says_so()
    {
        await using var world = await RolloutWorld.CreateAsync();
        await world.StartAsync(Canary);
        world.World.Factory.BeforeLoad = static (key, _) =>
        {
            if (key.Id == RolloutWorld.Candidate)
            {
                throw new ModelIntegrityException("damaged", key.Id, path: null, "this", "that");
            }
        };
        var other = world.Open();

        await world.VerifyAsync(10, client: other);
        RolloutReport report;
        do
        {
            await Task.Delay(20, Token);
            report = await other.Rollouts.GetReportAsync(Slot, Token);
        } while (report.LoadFailures.IsEmpty);

        report.LoadFailures.ShouldBe([new RolloutItem(nameof(ModelIntegrityException), 1)]);
        (await world.VerifyAsync(10, client: other)).Provenance.Rollout.ShouldBeNull();
    }

    [Fact]
    public async Task Every_decision_has_an_id_that_sorts_by_time()
    {
        await using var world = await RolloutWorld.CreateAsync();
        var anna = await world.World.EnrollAsync(200, 0, "anna");
        Guid[] ids =
        [
            (await world.VerifyAsync(10)).Provenance.DecisionId,
            (await world.Client.VerifyAsync(anna, world.World.Picture(210, 10), cancellationToken: Token))
                .Provenance
                .DecisionId,
            (await world.Client.IdentifyAsync(world.World.Picture(210, 10), cancellationToken: Token))
                .Provenance
                .DecisionId,
            (await world.Client.DetectAsync(Pictures.Sized(5, 5), cancellationToken: Token)).Provenance.DecisionId,
        ];

        ids.ShouldBeUnique();
        ids.ShouldAllBe(static id => id.Version == 7);
    }
}
