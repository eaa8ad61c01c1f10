using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Stores recorded decisions whose pictures are sealed already.</summary>
internal sealed class DecisionRecording(IReadOnlyList<DecisionRecording.SealedDecision> decisions)
{
    /// <summary>Adds what may be added.</summary>
    /// <returns>The decisions that were not stored, because their identity has been erased meanwhile.</returns>
    public async Task<ImmutableArray<Guid>> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var named = decisions.Select(static item => item.Row.IdentityId).OfType<Guid>().Distinct().ToArray();
        var alive = await context
            .Identities.Where(row => named.Contains(row.Id) && row.State == IdentityState.Active)
            .Select(static row => row.Id)
            .ToHashSetAsync(cancellationToken)
            .ConfigureAwait(false);
        var left = ImmutableArray.CreateBuilder<Guid>();
        foreach (var (row, crops) in decisions)
        {
            if (row.IdentityId is { } identity && !alive.Contains(identity))
            {
                left.Add(row.Id);
                continue;
            }

            context.Decisions.Add(row);
            context.DecisionCrops.AddRange(crops);
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return left.ToImmutable();
    }

    internal sealed record SealedDecision(DecisionRow Row, ImmutableArray<DecisionCropRow> Crops);
}
