using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class ReplayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decisions_are_recorded_behind_the_operations()
    {
        await using var world = await RolloutWorld.CreateAsync(configure: Recording);
        var anna = await world.World.EnrollAsync(200, 0, "anna");

        var pair = await world.VerifyAsync(10);
        var claim = await world.Client.VerifyAsync(anna, world.World.Picture(210, 30), cancellationToken: Token);
        var search = await world.Client.IdentifyAsync(world.World.Picture(220, 5), cancellationToken: Token);
        await world.Client.Rollouts.RefreshAsync(Token);

        var store = await world.Client.OpenStoreAsync(Token);
        var recorded = await store.ListDecisionsAsync(cancellationToken: Token);
        recorded.Select(static decision => decision.Operation).Order().ShouldBe(["claim", "identify", "verify"]);
        var verify = recorded.Single(decision => decision.Id == pair.Provenance.DecisionId);
        verify.Decision.ShouldBe("Match");
        verify.Threshold.ShouldBe(0.075);
        verify.Rate.ShouldBe(0.001);
        verify.KeptCrops.ShouldBe(2);
        verify.IdentityId.ShouldBeNull();
        verify.Space.ShouldBe(world.PresentModel.Space);
        var claimed = recorded.Single(decision => decision.Id == claim.Provenance.DecisionId);
        claimed.IdentityId.ShouldBe(anna);
        claimed.Decision.ShouldBe("NoMatch");
        recorded.Single(decision => decision.Id == search.Provenance.DecisionId).IdentityId.ShouldBe(anna);
        world.Client.Rollouts.GetRecordingStatus().ShouldBe(new DecisionRecordingStatus(3, 0, 0));
    }

    [Fact]
    public async Task Nothing_is_recorded_unless_it_is_asked_for()
    {
        await using var world = await RolloutWorld.CreateAsync();

        await world.VerifyAsync(10);
        await world.Client.Rollouts.RefreshAsync(Token);

        var store = await world.Client.OpenStoreAsync(Token);
        (await store.ListDecisionsAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_says_which_rollout_a_decision_was_part_of()
    {
        await using var world = await RolloutWorld.CreateAsync(configure: Recording);
        var rollout = await world.StartAsync(
            new RolloutOptions
            {
                Mode = RolloutMode.Canary,
                Share = 1,
                Rules = new() { RollBack = false },
            }
        );

        await world.VerifyAsync(10);
        await world.Client.Rollouts.RefreshAsync(Token);

        var store = await world.Client.OpenStoreAsync(Token);
        var decision = (await store.ListDecisionsAsync(cancellationToken: Token)).ShouldHaveSingleItem();
        decision.RolloutId.ShouldBe(rollout.Id);
        decision.ModelId.ShouldBe(RolloutWorld.Candidate);
    }

    [Fact]
    public async Task Erasing_an_identity_erases_what_was_recorded_of_it()
    {
        await using var world = await RolloutWorld.CreateAsync(configure: Recording);
        var anna = await world.World.EnrollAsync(200, 0, "anna");
        await world.Client.VerifyAsync(anna, world.World.Picture(210, 10), cancellationToken: Token);
        await world.Client.Rollouts.RefreshAsync(Token);

        var receipt = await world.Client.EraseAsync(anna, cancellationToken: Token);

        receipt.Decisions.ShouldBe(1);
        receipt.IsComplete.ShouldBeTrue();
        var store = await world.Client.OpenStoreAsync(Token);
        (await store.ListDecisionsAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_version_is_asked_about_what_was_kept_and_flips_are_named()
    {
        await using var world = await RolloutWorld.CreateAsync(distance: 0.03, configure: Recording);
        Kept(world, degrees: 20);
        var flip = await world.Client.VerifyAsync(
            world.World.Picture(400, 0),
            Odd(world, 20),
            cancellationToken: Token
        );
        await world.Client.DetectAsync(Pictures.Sized(5, 5), cancellationToken: Token);

        var report = await world.Client.Rollouts.ReplayAsync(RolloutWorld.Candidate, cancellationToken: Token);

        report.Model.ShouldBe("face-embedder-candidate@1.0.0");
        report.Decisions.ShouldBe(2);
        report.NotReplayable.ShouldBe([new RolloutItem("no picture is kept", 1)]);
        flip.Decision.ShouldBe(VerificationDecision.Match);
        var flipped = report.Flipped.ShouldHaveSingleItem();
        flipped.Id.ShouldBe(flip.Provenance.DecisionId);
        (flipped.Before, flipped.After).ShouldBe(("Match", "NoMatch"));
        report.Same.ShouldBe(0);
        report.Flips.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_that_another_version_refuses_flips_and_the_old_version_is_asked_for_control()
    {
        await using var world = await RolloutWorld.CreateAsync(distance: 0.03, configure: Recording);
        Kept(world, degrees: 20);
        var anna = await world.World.EnrollAsync(200, 0, "anna");
        var claim = await world.Client.VerifyAsync(anna, world.World.Picture(210, 20), cancellationToken: Token);
        await world.Client.VerifyAsync(anna, world.World.Picture(220, 50), cancellationToken: Token);

        var report = await world.Client.Rollouts.ReplayAsync(RolloutWorld.Candidate, cancellationToken: Token);

        var flip = report.Flipped.Single(flip => flip.Id == claim.Provenance.DecisionId);
        flip.Before.ShouldBe("Match");
        flip.After.ShouldBe("NoMatch");
        flip.Control.ShouldBe("Match");
        flip.ScoreAfter!.Value.ShouldBe(flip.ScoreBefore!.Value * 0.075 / 0.03, 1e-3);
        report.Same.ShouldBe(1);
        report.FlippedByPicture.ShouldBe(0);
        report.Flips.Bounds.ShouldBe(ClopperPearson.Interval(1, 2));
    }

    [Fact]
    public async Task What_needs_a_gallery_in_the_other_space_cannot_be_judged_again()
    {
        await using var world = await RolloutWorld.CreateAsync(otherSpace: true, configure: Recording);
        Kept(world, degrees: 20);
        var anna = await world.World.EnrollAsync(200, 0, "anna");
        await world.Client.VerifyAsync(anna, world.World.Picture(210, 20), cancellationToken: Token);
        await world.Client.IdentifyAsync(world.World.Picture(210, 20), cancellationToken: Token);

        var report = await world.Client.Rollouts.ReplayAsync(RolloutWorld.Candidate, cancellationToken: Token);

        report.Flips.Of.ShouldBe(0);
        report
            .NotReplayable.Select(static reason => reason.Name)
            .ShouldBe(["no reference in the candidate's space", "the gallery is not in the version's space"]);
    }

    private static void Recording(VisionSdkOptions options)
    {
        options.Decisions.Record = true;
        options.Decisions.KeepCrops = true;
    }

    /// <summary>What the fakes see in a face that was kept: its picture is ten pixels wide.</summary>
    private static void Kept(RolloutWorld world, double degrees) =>
        world.World.Faces.Faces[10] = [(new BoundingBox(2, 2, 6, 6), degrees)];

    private static ImageSource Odd(RolloutWorld world, double degrees) => world.World.Picture(431, degrees);
}
