using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <inheritdoc cref="IRollouts"/>
internal sealed class Rollouts(
    VisionSdkOptions options,
    VersionRegistration registration,
    VersionLocator locator,
    VersionPreparation preparation,
    ModelSlots slots,
    RegistryWatch watch,
    RolloutParts parts,
    RolloutPromotion promotion,
    Replayer replayer,
    InFlight inFlight,
    ILogger logger
) : IRollouts
{
    public async Task<RolloutRecord> StartAsync(
        string slot,
        string candidate,
        RolloutOptions? rollout = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        ArgumentException.ThrowIfNullOrWhiteSpace(candidate);
        rollout ??= new RolloutOptions();
        rollout.Validate();
        using var scope = inFlight.Enter();
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var version = await VersionRegistration.RequireAsync(store, candidate, cancellationToken).ConfigureAwait(false);
        version.ThrowIfUnusable();
        var key = await locator.LocateAsync(store, version, cancellationToken).ConfigureAwait(false);
        await ThrowIfPresentAsync(slot, version, key, cancellationToken).ConfigureAwait(false);
        var loaded = await preparation
            .PrepareAsync(slot, key, rollout.MaxSlowdown ?? options.Models.MaxSlowdown, cancellationToken)
            .ConfigureAwait(false);
        RolloutRecord record;
        try
        {
            var assignment = new SlotAssignment(new ModelName(version.ModelId, version.Version), key);
            await preparation
                .PrepareChainsAsync(slots.Current.With(slot, assignment), slot, cancellationToken)
                .ConfigureAwait(false);
            await registration.KeepAsync(store, version, key, cancellationToken).ConfigureAwait(false);
            var last = await promotion.LastAsync(store, slot, cancellationToken).ConfigureAwait(false);
            record = await store
                .StartRolloutAsync(
                    new RolloutStart
                    {
                        Slot = slot,
                        ModelId = version.ModelId,
                        Version = version.Version,
                        BaseActivation = last?.Sequence ?? 0,
                        Mode = rollout.Mode,
                        Share = rollout.Share,
                        ComparisonShare = rollout.ComparisonShare,
                        Rules = rollout.Rules.ToJson(),
                        Actor = rollout.Actor,
                        Reason = rollout.Reason,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch
        {
            loaded.Release();
            throw;
        }

        await parts.Follower.AddAsync(store, record, loaded, cancellationToken).ConfigureAwait(false);
        Log.RolloutStarted(logger, record.Id, slot, version.ModelId, version.Version, rollout.Mode, rollout.Share);
        return record;
    }

    public async Task<ImmutableArray<RolloutRecord>> ListAsync(
        string? slot = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await store.ListRolloutsAsync(slot, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public async Task<RolloutReport> GetReportAsync(string slot, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var last = await store
            .ListRolloutsAsync(slot, count: 1, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return last is [var record]
            ? await ReportAsync(store, record, cancellationToken).ConfigureAwait(false)
            : throw Unknown($"Slot '{slot}' has never had a rollout. Start one with 'vision rollout start'.");
    }

    public async Task<RolloutReport> GetReportAsync(long rollout, CancellationToken cancellationToken = default)
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var record =
            await store.FindRolloutAsync(rollout, cancellationToken).ConfigureAwait(false)
            ?? throw Unknown($"There is no rollout {rollout}. 'vision rollout list' shows which there are.");
        return await ReportAsync(store, record, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SlotActivation> PromoteAsync(
        string slot,
        ActivationOptions? activation = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        activation ??= new ActivationOptions();
        activation.Validate();
        using var scope = inFlight.Enter();
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var record = await RequireRunningAsync(store, slot, cancellationToken).ConfigureAwait(false);
        var promoted = await promotion.PromoteAsync(record, activation, cancellationToken).ConfigureAwait(false);
        parts.Follower.Remove(record.Id);
        Log.RolloutEnded(logger, record.Id, slot, RolloutState.Promoted, promoted.Actor, promoted.Reason);
        return promoted;
    }

    public async Task<RolloutRecord> AbortAsync(
        string slot,
        string actor = "application",
        string? reason = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var record = await RequireRunningAsync(store, slot, cancellationToken).ConfigureAwait(false);
        var ended =
            await store
                .EndRolloutAsync(record.Id, new RolloutEnding(RolloutState.Aborted, actor, reason), cancellationToken)
                .ConfigureAwait(false)
            ?? throw NoneRunning(slot);
        parts.Follower.Remove(record.Id);
        Log.RolloutEnded(logger, record.Id, slot, RolloutState.Aborted, actor, reason);
        return ended;
    }

    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        using var scope = inFlight.Enter();
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        await parts.Recorder.FlushAsync(cancellationToken).ConfigureAwait(false);
        await parts.TickAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<ReplayReport> ReplayAsync(
        string model,
        ReplayOptions? replay = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        replay ??= new ReplayOptions();
        replay.Validate();
        using var scope = inFlight.Enter();
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        await parts.Recorder.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await replayer.ReplayAsync(model, replay, cancellationToken).ConfigureAwait(false);
    }

    public DecisionRecordingStatus GetRecordingStatus() => parts.Recorder.Status;

    private async Task<RolloutReport> ReportAsync(
        VisionStore store,
        RolloutRecord record,
        CancellationToken cancellationToken
    )
    {
        await parts.FlushAsync(cancellationToken).ConfigureAwait(false);
        var counts = await store.ReadRolloutCountsAsync(record.Id, cancellationToken).ConfigureAwait(false);
        var rules = RolloutRules.FromJson(record.Rules);
        var operations = RolloutStatistics.Of(counts, rules.Confidence);
        var judgement = RolloutJudgement.Of(rules, operations);
        var processes = counts
            .Where(static count => count.Operation == RolloutStatistics.ProcessCounters)
            .ToDictionary(static count => count.Name, static count => count.Value, StringComparer.Ordinal);
        var missing = await parts.Follower.NotMigratedAsync(store, record, cancellationToken).ConfigureAwait(false);
        return new RolloutReport
        {
            Rollout = record,
            Base = await BaseOfAsync(store, record, cancellationToken).ConfigureAwait(false),
            Rules = rules,
            Operations = operations,
            Checks = judgement.Checks,
            Verdict = judgement.Verdict,
            LoadFailures = RolloutStatistics.Items(processes, RolloutCounters.Error),
            NotMigrated = [.. missing.Select(static profile => new RolloutItem(profile.Key, profile.Value))],
        };
    }

    private async Task<string?> BaseOfAsync(
        VisionStore store,
        RolloutRecord record,
        CancellationToken cancellationToken
    )
    {
        if (record.BaseActivation == 0)
        {
            return options.Slots.TryGetValue(record.Slot, out var configured) ? configured : null;
        }

        var history = await store.ListActivationsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var activation = history.FirstOrDefault(activation => activation.Sequence == record.BaseActivation);
        return activation is null ? null : $"{activation.ModelId}@{activation.Version}";
    }

    private async Task ThrowIfPresentAsync(
        string slot,
        ModelVersionRecord version,
        VersionKey key,
        CancellationToken cancellationToken
    )
    {
        var generation = slots.Current;
        if (!generation.Slots.TryGetValue(slot, out var present))
        {
            throw new ArgumentException(
                $"No model plays slot '{slot}'; there are {string.Join(", ", generation.Names)}. A candidate is compared with the version that serves: activate one first.",
                nameof(slot)
            );
        }

        var serving = await slots.KeyOfAsync(present, cancellationToken).ConfigureAwait(false);
        if (serving == key || (serving.Id == version.ModelId && serving.Version == version.Version))
        {
            throw new ModelActivationException(
                ActivationFailure.Other,
                slot,
                $"Model {version} plays slot '{slot}' already; there is nothing to compare it with. Name another version."
            );
        }
    }

    private static async Task<RolloutRecord> RequireRunningAsync(
        VisionStore store,
        string slot,
        CancellationToken cancellationToken
    )
    {
        var running = await store
            .ListRolloutsAsync(slot, RolloutState.Running, count: 1, cancellationToken)
            .ConfigureAwait(false);
        return running is [var record] ? record : throw NoneRunning(slot);
    }

    private static StoreException NoneRunning(string slot) =>
        Unknown($"No rollout runs in slot '{slot}'. 'vision rollout report' shows how the last one ended.");

    private static StoreException Unknown(string message) => new(StoreFailure.UnknownRollout, message);
}
