using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Adds one activation, and keeps the states of the versions in step with it.</summary>
internal sealed class SlotActivationWork(SlotActivationRequest request)
{
    public async Task<SlotActivation> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var version = await ModelVersionReading
            .RequireAsync(context, request.ModelId, request.Version, cancellationToken)
            .ConfigureAwait(false);
        ModelVersionRules.ThrowIfUnusable(version.State, $"{request.ModelId}@{request.Version}");
        var last = await context
            .SlotActivations.AsNoTracking()
            .Where(row => row.Slot == request.Slot)
            .OrderByDescending(static row => row.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        ThrowIfOvertaken(last);
        var activation = new SlotActivationRow
        {
            Slot = request.Slot,
            ModelVersionId = version.Id,
            Kind = request.Kind,
            ActivatedAt = scope.Now,
            Actor = request.Actor,
            Reason = request.Reason,
        };
        context.SlotActivations.Add(activation);
        SetState(version, ModelVersionState.Active);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        if (last is not null && last.ModelVersionId != version.Id)
        {
            await ReleaseAsync(context, last.ModelVersionId, cancellationToken).ConfigureAwait(false);
        }

        return await SlotActivationReading
            .Of(context, context.SlotActivations.Where(row => row.Id == activation.Id))
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private void ThrowIfOvertaken(SlotActivationRow? last)
    {
        if (request.After is { } expected && expected != (last?.Id ?? 0))
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Slot '{request.Slot}' is at event {last?.Id ?? 0}, not {expected}: somebody has activated another version since. Look at its history and repeat what is still wanted."
            );
        }
    }

    /// <summary>A version that plays no role any more is merely verified.</summary>
    private static async Task ReleaseAsync(VisionDbContext context, int versionId, CancellationToken cancellationToken)
    {
        var last = context
            .SlotActivations.GroupBy(static row => row.Slot)
            .Select(static slot => slot.Max(static row => row.Id));
        var isInUse = await context
            .SlotActivations.AnyAsync(
                row => last.Contains(row.Id) && row.ModelVersionId == versionId,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!isInUse)
        {
            var row = await context
                .ModelVersions.SingleAsync(row => row.Id == versionId, cancellationToken)
                .ConfigureAwait(false);
            SetState(row, ModelVersionState.Verified);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void SetState(ModelVersionRow row, ModelVersionState state)
    {
        if (row.State != state)
        {
            row.State = state;
            row.Version++;
        }
    }
}
