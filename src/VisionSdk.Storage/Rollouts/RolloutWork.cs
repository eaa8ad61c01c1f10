using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Begins and ends rollouts.</summary>
internal static class RolloutWork
{
    public static async Task<RolloutRecord> StartAsync(
        WriteScope scope,
        RolloutStart start,
        CancellationToken cancellationToken
    )
    {
        var context = scope.Context;
        var version = await ModelVersionReading
            .RequireAsync(context, start.ModelId, start.Version, cancellationToken)
            .ConfigureAwait(false);
        ModelVersionRules.ThrowIfUnusable(version.State, $"{start.ModelId}@{start.Version}");
        var running = context.Rollouts.Where(row => row.Slot == start.Slot && row.State == RolloutState.Running);
        if (
            await RolloutReading.Of(context, running).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false) is
            { } other
        )
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Slot '{start.Slot}' has {other} already, which {other.StartedBy} started. Promote or abort it first."
            );
        }

        var rollout = new RolloutRow
        {
            Slot = start.Slot,
            ModelVersionId = version.Id,
            BaseActivation = start.BaseActivation,
            Mode = start.Mode,
            Share = start.Share,
            ComparisonShare = start.ComparisonShare,
            Rules = start.Rules,
            StartedAt = scope.Now,
            StartedBy = start.Actor,
            StartReason = start.Reason,
        };
        context.Rollouts.Add(rollout);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return await FindAsync(context, rollout.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a rollout that runs; of two who end it the first does.</summary>
    public static async Task<RolloutRecord?> EndAsync(
        WriteScope scope,
        long id,
        RolloutEnding ending,
        CancellationToken cancellationToken
    )
    {
        var ended = await scope
            .Context.Rollouts.Where(row => row.Id == id && row.State == RolloutState.Running)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(static row => row.State, ending.State)
                        .SetProperty(static row => row.EndedAt, scope.Now)
                        .SetProperty(static row => row.EndedBy, ending.Actor)
                        .SetProperty(static row => row.EndReason, ending.Reason),
                cancellationToken
            )
            .ConfigureAwait(false);
        return ended == 0 ? null : await FindAsync(scope.Context, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Activates the candidate and ends the rollout in one transaction.</summary>
    public static async Task<SlotActivation> PromoteAsync(
        WriteScope scope,
        long id,
        SlotActivationRequest request,
        CancellationToken cancellationToken
    )
    {
        var ending = new RolloutEnding(RolloutState.Promoted, request.Actor, request.Reason);
        return await EndAsync(scope, id, ending, cancellationToken).ConfigureAwait(false) is null
            ? throw new StoreException(
                StoreFailure.Conflict,
                $"Rollout {id} does not run any more: somebody, or its rules, ended it meanwhile. Look at its report, and activate the version if that is still wanted."
            )
            : await new SlotActivationWork(request).ApplyAsync(scope, cancellationToken).ConfigureAwait(false);
    }

    private static Task<RolloutRecord> FindAsync(VisionDbContext context, long id, CancellationToken token) =>
        RolloutReading.Of(context, context.Rollouts.Where(row => row.Id == id)).SingleAsync(token);
}
