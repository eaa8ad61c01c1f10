using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Judges recorded decisions again with other versions, on the faces that were kept.</summary>
internal sealed class Replayer(
    VersionRegistration registration,
    VersionLocator locator,
    VersionPreparation preparation,
    ModelSlots slots,
    ReplayLane lane
)
{
    private const int PageSize = 100;
    private const string NoPicture = "no picture is kept";
    private const string Unreadable = "its picture can be read no more";
    private const string NotInvolved = "the slot takes no part in it";

    public async Task<ReplayReport> ReplayAsync(string model, ReplayOptions replay, CancellationToken cancellationToken)
    {
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var record = await VersionRegistration.RequireAsync(store, model, cancellationToken).ConfigureAwait(false);
        var key = await locator.LocateAsync(store, record, cancellationToken).ConfigureAwait(false);
        var version = await preparation
            .PrepareAsync(replay.Slot, key, maxSlowdown: null, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var generation = slots.Current.With(
                replay.Slot,
                new SlotAssignment(new ModelName(record.ModelId, record.Version), key)
            );
            var tally = new ReplayTally();
            await foreach (
                var decision in ListAsync(store, replay, cancellationToken)
                    .WithCancellation(cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                await JudgeAsync(store, decision, replay.Slot, generation, tally, cancellationToken)
                    .ConfigureAwait(false);
            }

            return tally.ToReport(record.ToString(), replay);
        }
        finally
        {
            version.Release();
        }
    }

    private async Task JudgeAsync(
        VisionStore store,
        DecisionRecord decision,
        string slot,
        SlotGeneration generation,
        ReplayTally tally,
        CancellationToken cancellationToken
    )
    {
        if (decision.KeptCrops == 0)
        {
            tally.Skip(NoPicture);
            return;
        }

        if (!lane.Involves(decision, slot))
        {
            tally.Skip(NotInvolved);
            return;
        }

        var crops = await store.ReadDecisionCropsAsync(decision, cancellationToken).ConfigureAwait(false);
        if (crops.Length < decision.KeptCrops)
        {
            tally.Skip(Unreadable);
            return;
        }

        try
        {
            var now = await lane.JudgeAsync(decision, crops, generation, cancellationToken).ConfigureAwait(false);
            if (now.Obstacle is { } obstacle)
            {
                tally.Skip(obstacle);
            }
            else if (ReplayLane.IsSame(decision, now))
            {
                tally.Same++;
            }
            else
            {
                tally.Flip(
                    decision,
                    now,
                    await ControlAsync(store, decision, crops, slot, cancellationToken).ConfigureAwait(false)
                );
            }
        }
        catch (Exception exception) when (exception is VisionSdkException and not StoreException { IsTransient: true })
        {
            tally.Skip(
                exception is StoreException { Failure: var failure } ? failure.ToString() : exception.GetType().Name
            );
        }
    }

    /// <summary>What the version that made the decision makes of what is kept of the picture.</summary>
    private async Task<string?> ControlAsync(
        VisionStore store,
        DecisionRecord decision,
        ImmutableArray<DecisionCrop> crops,
        string slot,
        CancellationToken cancellationToken
    )
    {
        if (decision.Slot != slot)
        {
            return null;
        }

        try
        {
            var version = await store
                .FindModelVersionAsync(decision.ModelId, decision.Version, cancellationToken)
                .ConfigureAwait(false);
            if (version is null)
            {
                return null;
            }

            var key = await locator.LocateAsync(store, version, cancellationToken).ConfigureAwait(false);
            var then = slots.Current.With(
                slot,
                new SlotAssignment(new ModelName(decision.ModelId, decision.Version), key)
            );
            var control = await lane.JudgeAsync(decision, crops, then, cancellationToken).ConfigureAwait(false);
            return ReplayLane.IsSame(decision, control) ? decision.Decision : ReplayLane.NameOf(decision, control);
        }
        catch (VisionSdkException)
        {
            return null;
        }
    }

    private static async IAsyncEnumerable<DecisionRecord> ListAsync(
        VisionStore store,
        ReplayOptions replay,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var left = replay.Count;
        DecisionRecord? last = null;
        while (left > 0)
        {
            var page = await store
                .ListDecisionsAsync(
                    new DecisionQuery
                    {
                        Since = replay.Since,
                        Until = replay.Until,
                        RolloutId = replay.RolloutId,
                        After = last,
                        Count = Math.Min(left, PageSize),
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (page.IsEmpty)
            {
                yield break;
            }

            foreach (var decision in page)
            {
                yield return decision;
            }

            left -= page.Length;
            last = page[^1];
        }
    }
}
