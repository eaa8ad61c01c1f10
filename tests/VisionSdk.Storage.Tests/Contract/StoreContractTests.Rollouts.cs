namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Fact]
    public async Task A_rollout_comes_back_as_it_was_started()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);

        var started = await store.StartRolloutAsync(Candidate(), Token);

        started.State.ShouldBe(RolloutState.Running);
        started.ToString().ShouldBe($"rollout {started.Id} of test-embedder@1.0.0 in faces/embedder");
        started.Space.ShouldBe(EmbeddingSpaceId.Compute(Samples.Model()));
        (await store.FindRolloutAsync(started.Id, Token)).ShouldBe(started);
        (await store.ListRolloutsAsync(Slot, RolloutState.Running, cancellationToken: Token)).ShouldBe([started]);
        (await store.ListRolloutsAsync("other", cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slot_has_one_running_rollout_and_the_database_says_so()
    {
        await using var store = await Fixture.OpenAsync();
        await using var other = await Fixture.OpenAsync();
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => TryAsync((i % 2 == 0 ? store : other).StartRolloutAsync(Candidate(), Token)))
        );

        outcomes.Count(static failure => failure is null).ShouldBe(1);
        outcomes.OfType<StoreException>().ShouldAllBe(static failure => failure.Failure == StoreFailure.Conflict);
        var duplicate = await Should.ThrowAsync<Exception>(
            ExecuteAsync(
                "INSERT INTO rollouts (slot, model_version_id, base_activation, mode, share, comparison_share, rules, state, started_at, started_by) SELECT slot, model_version_id, base_activation, mode, share, comparison_share, rules, state, started_at, started_by FROM rollouts"
            )
        );
        duplicate.ToString().ShouldContain("nique", Case.Insensitive);
        (await store.StartRolloutAsync(Candidate() with { Slot = "other" }, Token)).Slot.ShouldBe("other");
    }

    [Fact]
    public async Task A_rollout_ends_once_and_another_one_may_follow()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);
        var rollout = await store.StartRolloutAsync(Candidate(), Token);

        var ended = await store.EndRolloutAsync(
            rollout.Id,
            new RolloutEnding(RolloutState.RolledBack, "rollout rules", "too many flips"),
            Token
        );
        var again = await store.EndRolloutAsync(
            rollout.Id,
            new RolloutEnding(RolloutState.Aborted, "anna", "late"),
            Token
        );

        ended.ShouldNotBeNull().EndReason.ShouldBe("too many flips");
        again.ShouldBeNull();
        (await store.FindRolloutAsync(rollout.Id, Token))!.State.ShouldBe(RolloutState.RolledBack);
        (await store.StartRolloutAsync(Candidate(), Token)).Id.ShouldBeGreaterThan(rollout.Id);
    }

    [Fact]
    public async Task A_promotion_activates_and_ends_together_or_neither()
    {
        await using var store = await Fixture.OpenAsync();
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);
        var rollout = await store.StartRolloutAsync(Candidate(), Token);
        var request = new SlotActivationRequest
        {
            Slot = Slot,
            ModelId = "test-embedder",
            Version = "1.0.0",
            Actor = "anna",
            Reason = "it holds",
        };

        var overtaken = await FailureOf(store.PromoteRolloutAsync(rollout.Id, request with { After = 99 }, Token));
        var stillRunning = await store.FindRolloutAsync(rollout.Id, Token);
        var activation = await store.PromoteRolloutAsync(rollout.Id, request, Token);
        var twice = await FailureOf(store.PromoteRolloutAsync(rollout.Id, request, Token));

        overtaken.Failure.ShouldBe(StoreFailure.Conflict);
        stillRunning!.State.ShouldBe(RolloutState.Running);
        activation.Reason.ShouldBe("it holds");
        twice.Failure.ShouldBe(StoreFailure.Conflict);
        var promoted = (await store.FindRolloutAsync(rollout.Id, Token))!;
        promoted.State.ShouldBe(RolloutState.Promoted);
        promoted.EndedBy.ShouldBe("anna");
        (await store.ListActivationsAsync(Slot, cancellationToken: Token)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Counters_of_several_processes_add_up()
    {
        await using var store = await Fixture.OpenAsync();
        await using var other = await Fixture.OpenAsync();
        await store.AddModelVersionAsync(Content(Samples.Model()), Token);
        var rollout = await store.StartRolloutAsync(Candidate(), Token);
        RolloutCount[] counts =
        [
            .. Enumerable.Range(0, 120).Select(static i => new RolloutCount("verify", $"latency:{i}", i)),
            new RolloutCount("identify", "compared", 1),
        ];

        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i => (i % 2 == 0 ? store : other).AddRolloutCountsAsync(rollout.Id, counts, Token))
        );

        var read = await store.ReadRolloutCountsAsync(rollout.Id, Token);
        read.Length.ShouldBe(120);
        read.Single(static count => count.Name == "latency:7").Value.ShouldBe(70);
        read.Single(static count => count.Operation == "identify").Value.ShouldBe(10);
    }

    private static RolloutStart Candidate() =>
        new()
        {
            Slot = Slot,
            ModelId = "test-embedder",
            Version = "1.0.0",
            BaseActivation = 0,
            Mode = RolloutMode.Canary,
            Share = 0.25,
            ComparisonShare = 0.5,
            Rules = "{}",
            Actor = "anna",
            Reason = "a newer network",
        };

    private static async Task<StoreException?> TryAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (StoreException exception)
        {
            return exception;
        }
    }
}
